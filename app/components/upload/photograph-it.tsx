import { paths } from "#app/utils/paths.ts"
import { Link } from "../ui/link.tsx"

/** The way to the page where a paper is photographed page by page, here or with the telephone. */
export const PhotographIt = ({ id, paper }: { id: string; paper: string }) => (
	<Link to={paths.applicationPhotos(id, paper)}>Собрать из фотографий или снять телефоном</Link>
)
