/**
 * Three dots above each other, for the button of a row's menu. One path, made once: as a component with three circles it was
 * a twentieth of rendering a page of fifty rows.
 */
export const MORE_ICON = (
  <svg aria-hidden viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round">
    <path d="M12 5h.01M12 12h.01M12 19h.01" />
  </svg>
);
