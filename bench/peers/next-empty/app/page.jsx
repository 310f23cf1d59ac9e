export const metadata = { title: "空" };

export default function Page() {
  return <h1>空</h1>;
}
