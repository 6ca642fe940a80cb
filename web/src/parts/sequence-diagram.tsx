import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { layOut, width, type PlacedStep } from './sequence-layout.ts'
import type { SequenceModel, SequenceStep } from './sequence-model.ts'

/**
 * A handshake drawn as a sequence: both sides, each message as an arrow, what each side
 * did, and where it broke. A message that is chosen shows its facts beside the drawing.
 */
export function SequenceDiagram({ model }: { model: SequenceModel }): ReactNode {
  const { t } = useWords()
  const [chosen, setChosen] = useState<string>()
  const factsId = useId()
  const { steps, height } = layOut(model.steps)
  const step = model.steps.find(({ id }) => id === (chosen ?? broken(model.steps)))
  return (
    <div className="sequence">
      <svg
        className="sequence-drawing"
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={t('sequence.label')}
      >
        <Lifelines model={model} height={height} />
        {steps.map((placed) => (
          <Step
            key={placed.step.id}
            placed={placed}
            chosen={placed.step.id === step?.id}
            factsId={factsId}
            choose={() => setChosen(placed.step.id)}
          />
        ))}
      </svg>
      {/* A long message scrolls, for the keyboard too. */}
      <div
        id={factsId}
        className="sequence-facts"
        role="region"
        aria-label={t('sequence.facts')}
        tabIndex={0}
      >
        {step === undefined ? (
          <p className="hint">{t('sequence.choose')}</p>
        ) : (
          <StepFacts step={step} />
        )}
      </div>
    </div>
  )
}

function broken(steps: readonly SequenceStep[]): string | undefined {
  return steps.findLast(({ mood }) => mood === 'bad')?.id
}

function Lifelines({ model, height }: { model: SequenceModel; height: number }): ReactNode {
  return (
    <>
      {(['client', 'server'] as const).map((side) => {
        const x = side === 'client' ? 90 : width - 90
        return (
          <g key={side}>
            <line className="lifeline" x1={x} y1="46" x2={x} y2={height - 6} />
            <rect className="actor" x={x - 84} y="4" width="168" height="42" rx="6" />
            <text className="actor-name" x={x} y="22" textAnchor="middle">
              {model[side].name}
            </text>
            <text className="actor-note" x={x} y="38" textAnchor="middle">
              {model[side].note}
            </text>
          </g>
        )
      })}
    </>
  )
}

function Step(props: {
  placed: PlacedStep
  chosen: boolean
  factsId: string
  choose: () => void
}): ReactNode {
  const { placed, chosen, choose } = props
  const { step } = placed
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    choose()
  }
  return (
    <g
      className={`step step-${step.mood}${chosen ? ' step-chosen' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-controls={props.factsId}
      onClick={choose}
      onKeyDown={byKey}
    >
      <rect
        className="step-area"
        x="4"
        y={placed.top}
        width={width - 8}
        height={placed.height - 4}
        rx="6"
      />
      {step.kind === 'message' ? <Message placed={placed} /> : <OwnAct placed={placed} />}
    </g>
  )
}

function Message({ placed }: { placed: PlacedStep }): ReactNode {
  const { step, top, lines } = placed
  const [from, to] = step.from === 'client' ? [90, width - 90] : [width - 90, 90]
  const y = top + 30
  const inward = from < to ? -1 : 1
  return (
    <>
      <text className="step-title" x={width / 2} y={top + 20} textAnchor="middle">
        {step.title}
      </text>
      <line className="arrow" x1={from} y1={y} x2={to + inward * 2} y2={y} />
      <path className="arrow-head" d={`M${to} ${y}l${inward * 11} -5v10z`} />
      {lines.map((line, at) => (
        <text
          key={line}
          className="step-line"
          x={width / 2}
          y={y + 18 + at * 17}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
      {step.mood === 'bad' && <BrokenMark x={to + inward * 34} y={y} />}
    </>
  )
}

/** What one side did by itself: a box on its line. */
function OwnAct({ placed }: { placed: PlacedStep }): ReactNode {
  const { step, top, height, lines } = placed
  const x = step.from === 'client' ? 14 : width - 14 - 430
  return (
    <>
      <rect className="act" x={x} y={top + 5} width="430" height={height - 14} rx="4" />
      {step.mood === 'bad' && <BrokenMark x={x + 20} y={top + 22} />}
      <text className="step-title" x={x + (step.mood === 'bad' ? 38 : 14)} y={top + 27}>
        {step.title}
      </text>
      {lines.map((line, at) => (
        <text key={line} className="step-line" x={x + 14} y={top + 47 + at * 17}>
          {line}
        </text>
      ))}
    </>
  )
}

function BrokenMark({ x, y }: { x: number; y: number }): ReactNode {
  return <path className="broken" d={`M${x - 7} ${y - 7}l14 14m0 -14l-14 14`} />
}

function StepFacts({ step }: { step: SequenceStep }): ReactNode {
  return (
    <>
      <h3>{step.title}</h3>
      <dl className="sequence-list">
        {step.facts.map(({ name, values }) => (
          <div key={name}>
            <dt>{name}</dt>
            {values.map((value) => (
              <dd key={value}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  )
}
