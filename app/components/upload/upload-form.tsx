import { Form, useRevalidator } from "@remix-run/react"
import { useMachine } from "@xstate/react"
import { type FormEvent, type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef } from "react"
import { acceptAttribute } from "#app/files/file-types.ts"
import { counted } from "#app/utils/russian.ts"
import { type ChosenFile, type UploadProblem, uploadMachine } from "#machines/browser/upload.machine.ts"
import { RefusalContext } from "../forms/field-base.tsx"
import { focusPlace } from "../forms/focus-place.ts"
import { Checkbox, FileField, SubmitButton } from "../forms/forms.tsx"
import { useRefusedTitle } from "../forms/use-refused-title.ts"
import { Alert } from "../ui/alert.tsx"
import { type ButtonTone, buttonClass } from "../ui/button.tsx"
import { Icon } from "../ui/icon.tsx"
import { ChosenFiles } from "./chosen-files.tsx"
import { useGatheredFiles } from "./gather-files.ts"
import { useUnsentFile } from "./unsent-file.ts"
import { checkFiles, senderTo } from "./upload-send.ts"

type UploadFormProps = {
	/** The address to which the script sends the form, so that it can show the progress. Without a script the page itself receives it. */
	to: string
	/** The address that receives the plain form, if it is not the page's own. */
	page?: string
	/** The event that it sends, if it sends one. */
	event?: string
	version?: number
	hidden?: Readonly<Record<string, string>>
	/** The act in words. */
	button: string
	tone?: ButtonTone
	small?: boolean
	/** The label of the file field. */
	label: string
	hint: ReactNode
	/** Accepted content types. */
	accepts: readonly string[]
	/** What the browser offers to choose, if it is not exactly these types. */
	offers?: string
	/** Several files at once. Those that are chosen later are added to the earlier ones. */
	multiple?: boolean
	/** Each file is a document of its own. Otherwise several files are the pages of one document. */
	documents?: boolean
	/** Who sends the file, where nobody is signed in. Keep the same object while the page is open. */
	headers?: Readonly<Record<string, string>>
	/** The id for a second file field on the page. */
	fieldId?: string
	/** Further fields, shown before the file. */
	children?: ReactNode
}

/** A form with a file. The file is checked before it is sent, with progress, cancel and retry. Without a script it is a plain form. */
export function UploadForm(props: UploadFormProps) {
	const {
		event,
		version,
		hidden = {},
		button,
		tone = "second",
		small,
		accepts,
		multiple = false,
		documents = false,
	} = props
	const form = useRef<HTMLFormElement>(null)
	const upload = useUpload(props, form)
	const unsent = useUnsentFile(form, button)
	const problem = upload.problem ?? unsent.problem
	const gathered = useGatheredFiles({
		form,
		multiple,
		pages: !documents,
		refused: upload.problem !== null,
		isWrong: upload.isWrong,
		changed: upload.chooseFiles,
	})
	useRefusedTitle(problem !== null)
	return (
		<Form
			ref={form}
			method="post"
			action={props.page}
			encType="multipart/form-data"
			noValidate
			className="stack"
			aria-busy={upload.busy || undefined}
			onChange={(event) => {
				unsent.forget()
				const { target } = event
				if (target instanceof HTMLInputElement && target.type === "file") gathered.choose(target)
				upload.choose(event)
			}}
			onSubmit={(event) => {
				unsent.forget()
				upload.submit(event)
			}}
		>
			{event === undefined ? null : <input type="hidden" name="event" value={event} />}
			{version === undefined ? null : <input type="hidden" name="version" value={version} />}
			{Object.entries(hidden).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<WithProblem problem={problem}>
				{props.children}
				<FileField
					name="file"
					id={props.fieldId}
					label={props.label}
					hint={props.hint}
					accept={props.offers ?? acceptAttribute(accepts)}
					multiple={multiple}
				/>
				{multiple && !upload.busy ? <ChosenFiles gathered={gathered} pages={!documents} /> : null}
				<SendAsIs />
			</WithProblem>
			{problem && !problem.fields.file ? (
				<Alert tone="bad" live title={problem.message}>
					{problem.reasons
						.filter((reason) => reason !== problem.message)
						.map((reason) => (
							<p key={reason}>{reason}</p>
						))}
				</Alert>
			) : null}
			{upload.busy ? <Progress sent={upload.sent} files={upload.files} stalled={upload.stalled} /> : null}
			<div className="acts">
				{upload.busy ? (
					<button type="button" className={buttonClass("second", small)} onClick={upload.cancel}>
						Прервать
					</button>
				) : upload.retryable ? (
					<button type="button" className={buttonClass(tone, small)} onClick={upload.retry}>
						<Icon name="turn" />
						Повторить
					</button>
				) : (
					<SubmitButton tone={tone} small={small}>
						{button}
					</SubmitButton>
				)}
			</div>
		</Form>
	)
}

/**
 * The upload machine for one form. When the server has accepted the file, or the state has changed meanwhile, the page
 * loads its data again.
 */
function useUpload(
	{ to, accepts, multiple = false, headers }: UploadFormProps,
	form: RefObject<HTMLFormElement | null>,
) {
	const machine = useMemo(
		() => uploadMachine.provide({ actors: { sender: senderTo(to, headers) } }),
		[to, headers],
	)
	const check = checkFiles(accepts, multiple)
	const [snapshot, send] = useMachine(machine, { input: { check } })
	const { revalidate } = useRevalidator()
	const done = snapshot.matches("done")
	const outdated = snapshot.context.problem?.conflict
	useEffect(() => {
		if (!done) return
		// The pressed button disappears with the upload, so the focus moves to the card of the file.
		focusPlace(form.current?.closest<HTMLElement>("section, main"))
		form.current?.reset()
		send({ type: "upload.reset" })
		revalidate()
	}, [done, form, revalidate, send])
	useEffect(() => {
		if (outdated) revalidate()
	}, [outdated, revalidate])
	return {
		busy: snapshot.hasTag("busy"),
		retryable: snapshot.hasTag("retryable"),
		sent: snapshot.context.sent,
		stalled: snapshot.context.stalled,
		files: snapshot.context.files.length,
		problem: snapshot.context.problem,
		isWrong: (file: File) => check([file]) !== null,
		chooseFiles: (files: FileList) =>
			send(files.length > 0 ? { type: "upload.choose", files: chosen(files) } : { type: "upload.reset" }),
		choose(event: FormEvent<HTMLFormElement>) {
			const { target } = event
			if (target instanceof HTMLInputElement && target.type === "file")
				send({ type: "upload.choose", files: chosen(target.files) })
		},
		submit(event: FormEvent<HTMLFormElement>) {
			event.preventDefault()
			const field = event.currentTarget.querySelector<HTMLInputElement>("input[type=file]")
			send({
				type: "upload.send",
				files: chosen(field?.files ?? null),
				body: new FormData(event.currentTarget),
			})
		},
		cancel: () => send({ type: "upload.cancel" }),
		retry: () => send({ type: "upload.retry" }),
	}
}

const chosen = (files: FileList | null): ChosenFile[] =>
	[...(files ?? [])].map(({ name, size, type }) => ({ name, size, type }))

/** Shows the upload's problem next to the fields, as after a form without a script. Otherwise the earlier refusal stays. */
function WithProblem({ problem, children }: { problem: UploadProblem | null; children: ReactNode }) {
	const given = useContext(RefusalContext)
	// Always wraps them in the same element. Another element would mount the fields again and lose what was chosen.
	const refusal = problem ? { ...problem, typed: {} } : given
	return <RefusalContext.Provider value={refusal}>{children}</RefusalContext.Provider>
}

/** Shown only if the codes on a scan suggest a mistake. A person who is sure can send the scan anyway. */
export function SendAsIs() {
	const refusal = useContext(RefusalContext)
	const why = refusal?.fields.asIs
	// This is an offer and not an error of the checkbox, so it is shown as a note.
	return why ? <Checkbox name="asIs" label="Отправить скан как есть" note={why} error="" /> : null
}

function Progress({ sent, files, stalled }: { sent: number; files: number; stalled: boolean }) {
	const share = Math.round(sent * 100)
	const what = files > 1 ? counted(files, ["файл", "файла", "файлов"]) : "Файл"
	const checking = sent >= 1
	return (
		<div className="progress">
			<output>
				{stalled
					? "Связь прервалась. Ждём её и продолжим с того же места"
					: checking
						? `${what}: отправлено, система проверяет`
						: `${what}: отправляется`}
			</output>
			<progress max={100} value={share} aria-label="Отправлено, процентов" />
			{checking ? null : <p className="muted">{share} %</p>}
		</div>
	)
}
