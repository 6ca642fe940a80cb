import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PartForm } from '../../parts/form-part.tsx'
import { useWords } from '../../words/i18n.ts'
import { BasicFields } from './basic-fields.tsx'
import { newExpectation } from './draft-expectations.ts'
import { newFolder } from './draft-folder.ts'
import { newProgram, stepsFor } from './draft-programs.ts'
import { newTimetable } from './draft-timetable.ts'
import { ExpectationFields } from './expectation-fields.tsx'
import type { FlowDraft, PartName } from './flow-draft.ts'
import { FolderFields } from './folder-fields.tsx'
import { ProgramFields } from './program-fields.tsx'
import { TimetableFields } from './timetable-fields.tsx'

type Direction = 'receive' | 'send'

/** What the fields of a part need to know of the rest. */
export interface PartFacts {
  readonly direction: Direction
  readonly hasTimetable: boolean
  readonly fileName: string | undefined
}

type Fields<D> = (props: { form: PartForm<D>; facts: PartFacts }) => ReactNode

const fieldsOf: { readonly [P in PartName]: Fields<NonNullable<FlowDraft[P]>> } = {
  basic: ({ form, facts }) => <BasicFields form={form} direction={facts.direction} />,
  timetable: ({ form }) => <TimetableFields form={form} />,
  folder: ({ form, facts }) => <FolderFields form={form} {...facts} />,
  programs: ({ form, facts }) => <ProgramFields form={form} {...facts} />,
  expectations: ({ form, facts }) => <ExpectationFields form={form} direction={facts.direction} />,
}

/** Where the fields of each part stand in the settings. */
export const placesOf: Readonly<Record<PartName, readonly string[]>> = {
  basic: ['name', 'kind', 'filtered', 'keepDays', 'note'],
  timetable: ['timetable'],
  folder: ['folder'],
  programs: ['programs'],
  expectations: ['expectations'],
}

/** A part as it begins when somebody wants to use it. */
export function begunPart<P extends PartName>(
  part: P,
  { direction, hasTimetable }: Pick<PartFacts, 'direction' | 'hasTimetable'>,
): FlowDraft[P] {
  const begun: Partial<FlowDraft> = {
    timetable: newTimetable,
    folder: newFolder(direction),
    programs: stepsFor(direction, hasTimetable).slice(0, 1).map(newProgram),
    expectations: [newExpectation('by-time')],
  }
  return begun[part] as FlowDraft[P]
}

export function isUsed(draft: FlowDraft[PartName]): boolean {
  return draft !== undefined && !(Array.isArray(draft) && draft.length === 0)
}

/** The fields of a part, and a way not to use it. */
export function PartFields<P extends PartName>(props: {
  part: P
  form: PartForm<FlowDraft[P]>
  facts: PartFacts
}): ReactNode {
  const { t } = useWords()
  const { part, form, facts } = props
  if (!isUsed(form.draft)) {
    return (
      <div className="row">
        <span>{t('flows.timetable-none')}</span>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('flow.use-part', { part: t(`flow.part.${part}`) })}
          onClick={() => form.set(begunPart(part, facts))}
        >
          {t('action.add')}
        </Button>
      </div>
    )
  }
  const Fields = fieldsOf[part] as Fields<FlowDraft[P]>
  const isWhole = part === 'timetable' || part === 'folder'
  return (
    <div className="part-fields stack wide">
      <Fields form={form} facts={facts} />
      {isWhole && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => form.set(undefined as FlowDraft[P])}
          >
            {t('flow.unuse-part', { part: t(`flow.part.${part}`) })}
          </Button>
        </div>
      )}
    </div>
  )
}
