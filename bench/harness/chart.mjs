// A chart in plain SVG: one panel a kind of growth, both axes logarithmic, one line a page.

const PANEL = { width: 400, height: 300, left: 76, top: 40, gap: 100 };
const COLORS = ["#0017c1", "#c16800", "#197a4b", "#8c3fb0", "#ce0000"];

/** @param points `{ panel, page, size, ms }` */
export function drawChart(points) {
  const panels = [...new Set(points.map(({ panel }) => panel))];
  const pages = [...new Set(points.map(({ page }) => page))];
  const most = 10 ** Math.ceil(Math.log10(Math.max(...points.map(({ ms }) => ms))));
  const width = PANEL.left + panels.length * (PANEL.width + PANEL.gap) + 140;
  const height = PANEL.top + PANEL.height + 50;
  const drawn = panels.map((panel, index) =>
    drawPanel({
      title: panel,
      points: points.filter((point) => point.panel === panel),
      pages,
      most,
      left: PANEL.left + index * (PANEL.width + PANEL.gap),
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">
<title>Milliseconds a page takes, by size</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${drawn.join("\n")}
${legend(pages, PANEL.left + panels.length * (PANEL.width + PANEL.gap))}
</svg>
`;
}

function drawPanel({ title, points, pages, most, left }) {
  const sizes = [...new Set(points.map(({ size }) => size))].sort((a, b) => a - b);
  const [first, last] = [Math.log10(sizes[0]), Math.log10(sizes.at(-1))];
  const x = (size) => left + ((Math.log10(size) - first) / Math.max(last - first, 1)) * PANEL.width;
  const y = (ms) => PANEL.top + PANEL.height * (1 - Math.log10(Math.max(ms, 1)) / Math.log10(most));
  const lines = pages.map((page, index) => {
    const own = points.filter((point) => point.page === page).sort((a, b) => a.size - b.size);
    const color = COLORS[index % COLORS.length];
    const path = own.map(({ size, ms }) => `${x(size).toFixed(1)},${y(ms).toFixed(1)}`).join(" ");
    const dots = own.map(
      ({ size, ms }) =>
        `<circle cx="${x(size).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3" fill="${color}"><title>${page}: ${ms.toFixed(1)} ms at ${size.toLocaleString("en")}</title></circle>`,
    );
    return `<polyline fill="none" stroke="${color}" stroke-width="2" points="${path}"/>${dots.join("")}`;
  });
  return `<g><text x="${left}" y="${PANEL.top - 16}" font-weight="bold">${title}</text>
${grid({ most, left, y })}
${sizes.map((size) => `<text x="${x(size).toFixed(1)}" y="${PANEL.top + PANEL.height + 20}" text-anchor="middle">${size.toLocaleString("en")}</text>`).join("")}
${lines.join("\n")}</g>`;
}

function grid({ most, left, y }) {
  const steps = Array.from({ length: Math.log10(most) + 1 }, (_, power) => 10 ** power);
  return steps
    .map(
      (ms) =>
        `<line x1="${left}" x2="${left + PANEL.width}" y1="${y(ms)}" y2="${y(ms)}" stroke="#d9d9d9"/>` +
        `<text x="${left - 8}" y="${y(ms) + 4}" text-anchor="end">${ms.toLocaleString("en")} ms</text>`,
    )
    .join("");
}

function legend(pages, left) {
  return pages
    .map((page, index) => {
      const top = PANEL.top + 10 + index * 22;
      return `<rect x="${left}" y="${top - 9}" width="12" height="12" fill="${COLORS[index % COLORS.length]}"/><text x="${left + 18}" y="${top + 1}">${page}</text>`;
    })
    .join("");
}
