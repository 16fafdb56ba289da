// React 18 has types for this function only under «react-dom/server».
declare module "react-dom/server.browser" {
	export { renderToReadableStream } from "react-dom/server"
}
