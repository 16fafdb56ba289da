import type { SubmissionResult } from "@conform-to/react"
import type { ProfileForm, WorkplaceForm } from "#app/domain/person/person.schema.ts"
import { paths } from "#app/utils/paths.ts"
import { Checkbox, DateField, ErrorSummary, Field, PasswordField, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { FreshForm, useFreshForm } from "../forms/use-fresh-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { NameFields } from "./account-fields.tsx"
import { SeenForms } from "./name-question.tsx"
import { WorkplaceFields, type WorkplaceLists } from "./workplace-fields.tsx"

export interface ProfileData {
	username: string
	surname: string
	name: string
	patronymic: string
	genitive: string
	dative: string
	accusative: string
	email: string
	emailConfirmed: boolean
	pendingEmail: string | null
	mobilePhone: string
	workPhone: string
	/** Only a municipal coordinator is asked whether the phone is printed. */
	workPhoneIsPrinted: boolean
	workPhonePublished: boolean
	casesConfirmed: boolean
	/** Null unless the person is being asked: then the question above shows the forms. */
	question: object | null
	categories: readonly { position: string; newest: string; earlier: readonly string[] }[]
}

type Result = SubmissionResult<string[]> | undefined

export function ShownProfile({ profile }: { profile: ProfileData }) {
	const settled = profile.question === null && profile.genitive !== ""
	return (
		<MarginSection title="Личные данные" note={<Link to="?edit=data">Редактировать</Link>}>
			<SummaryList
				items={[
					{ term: "Имя пользователя", value: profile.username },
					{ term: "Фамилия", value: profile.surname || "не указана" },
					{ term: "Имя", value: profile.name || "не указано" },
					{ term: "Отчество", value: profile.patronymic || "нет" },
					settled && { term: "Заявление от кого?", value: profile.genitive },
					settled && { term: "Установить категорию кому?", value: profile.dative },
					settled && {
						term: "Аттестовать кого?",
						value: profile.accusative,
						note: profile.casesConfirmed ? "Склонение подтверждено Вами" : undefined,
					},
					{ term: "Мобильный телефон", value: profile.mobilePhone || "не указан" },
					(profile.workPhone !== "" || profile.workPhoneIsPrinted) && {
						term: "Рабочий телефон",
						value: profile.workPhone || "не указан",
						note: profile.workPhoneIsPrinted ? printedNote(profile) : undefined,
					},
				]}
			/>
		</MarginSection>
	)
}

const printedNote = ({ workPhonePublished }: ProfileData) =>
	workPhonePublished ? "Печатается в опубликованных графиках" : "В опубликованных графиках не печатается"

/** What the letter about a decision promises to show here: the category and its date. */
export function CategoriesSection({ profile: { categories } }: { profile: ProfileData }) {
	if (categories.length === 0) return null
	return (
		<MarginSection title={"Квалифика\u00adционные категории"}>
			<SummaryList
				items={categories.map(({ position, newest, earlier }) => ({
					term: position,
					value: newest,
					note: earlier.length > 0 ? `Раньше: ${earlier.join("; ")}` : undefined,
				}))}
			/>
		</MarginSection>
	)
}

export function EditedProfile({ profile, result }: { profile: ProfileData; result: Result }) {
	const [form, fields] = useFreshForm<ProfileForm>({
		id: "profile",
		lastResult: result,
		defaultValue: {
			surname: profile.surname,
			name: profile.name,
			patronymic: profile.patronymic,
			genitive: profile.genitive,
			dative: profile.dative,
			accusative: profile.accusative,
			email: profile.email,
			mobilePhone: profile.mobilePhone,
			workPhone: profile.workPhone,
			workPhonePublished: profile.workPhonePublished ? "on" : undefined,
		},
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<SeenForms result={result} />
			<MarginSection title="Личные данные" note={`Имя пользователя: ${profile.username}`}>
				<NameFields fields={fields} />
			</MarginSection>
			<MarginSection
				title="Склонение имени"
				note="Так имя стоит в документах. Очистите поле, и система предложит форму заново."
			>
				<Field field={fields.genitive} label="Родительный падеж (заявление кого?)" />
				<Field field={fields.dative} label="Дательный падеж (установить кому?)" />
				<Field field={fields.accusative} label="Винительный падеж (аттестовать кого?)" />
			</MarginSection>
			<MarginSection
				title="Связь"
				note="Новый адрес начнёт действовать, когда Вы подтвердите его по ссылке из письма. До этого письма приходят на прежний."
			>
				<Field field={fields.email} label="Электронная почта" type="email" autoComplete="email" />
				<PasswordField
					field={fields.currentPassword}
					label="Нынешний пароль"
					hint="Нужен, только если Вы меняете адрес электронной почты."
					autoComplete="current-password"
				/>
				<Field field={fields.mobilePhone} label="Мобильный телефон" type="tel" autoComplete="tel" />
				<Field
					field={fields.workPhone}
					label="Рабочий телефон с кодом населённого пункта"
					hint={profile.workPhoneIsPrinted ? "По нему к Вам обращаются педагоги." : "Можно не указывать."}
					type="tel"
				/>
				{profile.workPhoneIsPrinted ? (
					<Checkbox
						field={fields.workPhonePublished}
						label="Печатать этот телефон в опубликованных графиках"
						note="Их видит любой посетитель сайта, без входа в систему."
					/>
				) : null}
				<div className="acts mt-6">
					<SubmitButton name="intent" value="data" busyText="Сохраняем…">
						Сохранить
					</SubmitButton>
					<Link className="btn btn--text" to="/profile">
						Не сохранять
					</Link>
				</div>
			</MarginSection>
		</FreshForm>
	)
}

export function EmailSection({
	profile: { email, emailConfirmed, pendingEmail },
}: {
	profile: Pick<ProfileData, "email" | "emailConfirmed" | "pendingEmail">
}) {
	return (
		<MarginSection title="Электронная почта">
			<p>
				<b>{email}</b>
				{emailConfirmed ? " — адрес подтверждён" : null}
			</p>
			{pendingEmail ? (
				<Alert tone="wait" className="mt-3" title={`Новый адрес ${pendingEmail} ждёт подтверждения`}>
					Откройте ссылку из письма, которое пришло на новый адрес. До этого письма приходят на {email}.
				</Alert>
			) : emailConfirmed ? null : (
				<Alert tone="wait" className="mt-3" title="Адрес не подтверждён">
					Откройте ссылку из письма, которое пришло на этот адрес. Если письма нет, проверьте папку «Спам» и
					сам адрес.
				</Alert>
			)}
			{pendingEmail || !emailConfirmed ? (
				<PostForm className="acts mt-4">
					<SubmitButton tone="second" small name="intent" value="confirm" busyText="Отправляем…">
						Прислать письмо ещё раз
					</SubmitButton>
					{pendingEmail ? (
						<SubmitButton tone="text" small name="intent" value="keep-email">
							Отменить смену адреса
						</SubmitButton>
					) : null}
				</PostForm>
			) : null}
		</MarginSection>
	)
}

/** Where the account is currently open. */
export function SessionsSection() {
	return (
		<MarginSection title="Мои сеансы">
			<p>На каких устройствах Вы вошли в систему. Чужой или забытый сеанс можно завершить.</p>
			<Acts className="mt-3">
				<ButtonLink to={paths.profileSessions()} tone="second" small>
					Посмотреть сеансы
				</ButtonLink>
			</Acts>
		</MarginSection>
	)
}

/** How the person receives reminders of deadlines. */
export function RemindersSection() {
	return (
		<MarginSection title="Напоминания">
			<p>Письма о сроках приходят сразу или одной сводкой в день, как Вы выберете.</p>
			<Acts className="mt-3">
				<ButtonLink to={paths.profileReminders()} tone="second" small>
					Выбрать
				</ButtonLink>
			</Acts>
		</MarginSection>
	)
}

/** The consent that the person gave at registration, with a paper version for offices that want a signature. */
export function ConsentSection() {
	return (
		<MarginSection title="Согласие на обработку персональных данных">
			<p>Согласие дано при регистрации. Если его просят на бумаге, скачайте, распечатайте и подпишите.</p>
			<Acts className="mt-3">
				<ButtonLink to={paths.profileConsent()} tone="second" small sign="down" download>
					Скачать согласие в Word
				</ButtonLink>
				<ButtonLink to={paths.profileWithdrawConsent()} tone="text" small>
					Отозвать согласие
				</ButtonLink>
			</Acts>
		</MarginSection>
	)
}

export function SecondFactorSection() {
	return (
		<MarginSection title="Второй шаг входа">
			<p>
				После пароля система спросит код из приложения на Вашем телефоне. Чужой, кто узнал пароль, не войдёт.
			</p>
			<Acts className="mt-3">
				<ButtonLink to={paths.profileSecondFactor()} tone="second" small>
					Настроить второй шаг
				</ButtonLink>
			</Acts>
		</MarginSection>
	)
}

export function SecondFactorWanted() {
	return (
		<Alert tone="wait" title="Включите второй шаг входа">
			<p>
				Кабинет координатора или оператора откроется, когда Вы включите второй шаг.{" "}
				<Link to={paths.profileSecondFactor()}>Включить второй шаг входа</Link>
			</p>
		</Alert>
	)
}

/** What the law lets people ask of an office that keeps their data. */
export function OwnDataSection() {
	return (
		<MarginSection title="Мои данные в системе">
			<p>Вы можете посмотреть, кто открывал Ваши данные, и скачать всё, что система о Вас хранит.</p>
			<Acts className="mt-3">
				<ButtonLink to={paths.profileAccess()} tone="second" small>
					Кто смотрел мои данные
				</ButtonLink>
				<ButtonLink to={paths.profileData()} tone="second" small sign="down" download>
					Все мои данные
				</ButtonLink>
			</Acts>
		</MarginSection>
	)
}

export function NewWorkplace({
	lists,
	proposed,
	result,
}: {
	lists: WorkplaceLists
	proposed: Pick<WorkplaceForm, "municipalityCode" | "organisationId">
	result: Result
}) {
	const [form, fields] = useFreshForm<WorkplaceForm>({
		id: "workplace",
		lastResult: result,
		defaultValue: proposed,
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<MarginSection
				title="Новое место работы"
				note="Заявление подаётся по одному месту работы и одной должности; их можно добавить несколько."
			>
				<WorkplaceFields fields={fields} lists={lists} />
				<DateField
					field={fields.appointedOn}
					label="Дата назначения на должность"
					hint="Например, 01.09.2017. Можно указать позже, в заявлении."
				/>
				<div className="acts mt-6">
					<SubmitButton name="intent" value="workplace" busyText="Добавляем…">
						Добавить место работы
					</SubmitButton>
					<Link className="btn btn--text" to="/profile">
						Не добавлять
					</Link>
				</div>
			</MarginSection>
		</FreshForm>
	)
}
