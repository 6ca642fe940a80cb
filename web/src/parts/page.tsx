import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../words/i18n.ts'

/** A page: its title stands in the window too. `tall`: a list fills the window. */
export function Page(props: {
  title: string
  children: ReactNode
  back?: { to: string; title: string }
  actions?: ReactNode
  tall?: boolean
  /** How it stands, in a word beside the title. */
  beside?: ReactNode
  /** What it is, in a line below the title. */
  below?: ReactNode
}): ReactNode {
  const { t } = useWords()
  const name = t('app.name')
  useEffect(() => {
    document.title = `${props.title} – ${name}`
  }, [props.title, name])
  return (
    <div className={props.tall === true ? 'page page-tall' : 'page'}>
      <div className="page-head">
        <div>
          {props.back !== undefined && (
            <Link className="page-back" href={props.back.to}>
              ‹ {props.back.title}
            </Link>
          )}
          <div className="page-title">
            <h1>{props.title}</h1>
            {props.beside}
          </div>
          {props.below}
        </div>
        {props.actions !== undefined && <div className="actions">{props.actions}</div>}
      </div>
      {props.children}
    </div>
  )
}

/** A part of a page with a heading of its own. Who follows a link to its `id` begins there. */
export function Section(props: {
  title: string
  children: ReactNode
  actions?: ReactNode
  id?: string
}): ReactNode {
  const { id } = props
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (id === undefined || location.hash !== `#${id}`) return
    section.current?.focus({ preventScroll: true })
    section.current?.scrollIntoView()
  }, [id])
  return (
    <section ref={section} className="section" id={id} tabIndex={id === undefined ? undefined : -1}>
      <div className="section-head">
        <h2>{props.title}</h2>
        {props.actions !== undefined && <div className="actions">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  )
}

/** Names and values, one below the other. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
