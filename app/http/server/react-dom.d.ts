// The types of React 18 describe this function under «react-dom/server» only.
declare module "react-dom/server.browser" {
	export { renderToReadableStream } from "react-dom/server"
}
