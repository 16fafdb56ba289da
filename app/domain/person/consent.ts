/** Stored with every consent, to know what the person agreed to. Change it together with the text below. */
export const CONSENT_VERSION = "2026-09-2"
/** The same version as a plain number, because the sheets have room only for a number. It counts from the first text. */
export const CONSENT_EDITION = 2

/** The organisation responsible for the data, from the region's settings. */
export interface DataOperator {
	name: string
	/** Empty if it is not entered yet. */
	address: string
}

/** Federal law 152-FZ, article 9, part 4: who receives the data, which data, why, for how long, and how to withdraw the consent. */
export const consentText = ({ name, address }: DataOperator): string[] => [
	"Я свободно, своей волей и в своём интересе даю согласие на обработку моих персональных данных в электронной системе «Аттестация» организациям, которые проводят аттестацию педагогических работников в регионе.",
	`Оператор персональных данных, который получает согласие: ${[name, address && `адрес: ${address}`].filter(Boolean).join(", ")}.`,
	"Обрабатываются: фамилия, имя, отчество, место работы и должность, сведения об образовании, стаже, наградах и квалификационных категориях, номера телефонов, адрес электронной почты, документы, которые я прикрепляю, результаты аттестации.",
	"Цель обработки — рассмотрение заявлений и проведение аттестации в целях установления квалификационной категории. Данные собирают, записывают, хранят, уточняют, используют, передают участникам аттестации и удаляют с помощью средств автоматизации и без них.",
	"Утверждённые графики аттестации публикуются: в них указаны фамилия, имя, отчество, должность, место работы, заявленная категория и форма аттестации. В графиках указан и рабочий телефон координатора.",
	"Согласие действует до достижения цели обработки и в течение срока хранения документов об аттестации. Его можно отозвать, обратившись с письменным заявлением к оператору персональных данных.",
]
