import { counted } from "#app/utils/russian.ts"
import { buttonClass } from "../ui/button.tsx"
import type { GatheredFiles } from "./gather-files.ts"

/**
 * The files that a field holds and that are not sent yet. The browser shows only their number. Where they become the pages of
 * one document, their order can be changed.
 */
export function ChosenFiles({ gathered, pages }: { gathered: GatheredFiles; pages: boolean }) {
	const { files, move, remove } = gathered
	const ordered = pages && files.length > 1
	return (
		<>
			<output className="small">{files.length > 1 ? summary(files.length, pages) : null}</output>
			{files.length === 0 ? null : (
				<ol className="chosen">
					{files.map((file, index) => (
						<li key={`${file.name} ${file.size} ${file.lastModified}`}>
							<span>{file.name}</span>
							<span className="acts">
								{ordered && index > 0 ? (
									<Act label="Выше" name={file.name} act={() => move(file, -1)} />
								) : null}
								{ordered && index < files.length - 1 ? (
									<Act label="Ниже" name={file.name} act={() => move(file, 1)} />
								) : null}
								<Act label="Убрать" name={file.name} act={() => remove(file)} />
							</span>
						</li>
					))}
				</ol>
			)}
		</>
	)
}

const summary = (count: number, pages: boolean) =>
	pages
		? `Выбрано: ${counted(count, ["страница", "страницы", "страниц"])}. Они станут одним документом в этом порядке.`
		: `Выбрано: ${counted(count, ["файл", "файла", "файлов"])}.`

const Act = ({ label, name, act }: { label: string; name: string; act: () => void }) => (
	<button type="button" className={buttonClass("text", true)} onClick={act}>
		{label}
		<span className="hide"> — {name}</span>
	</button>
)
