package report

import (
	"fmt"

	"demarc/assess"
)

// method says how a cell is judged and how severe a finding is.
func (b *book) method() {
	b.section(upright, b.say("Method"), b.say("Every asset meets every control; each meeting is a cell. A cell has a boundary, which says whose duty it is, and each side that carries a part of the duty needs exactly one accountable party."))
	b.heading(b.say("Who owns a cell"))
	b.paragraph(b.say("The boundary is the first of: the cell's own decision, a rule's decision, what follows from the asset's nature (no retrieval, no retrieval pipeline to secure), undecided where the hosting model is unknown, the catalogue's baseline."))
	t := b.newTable(column{head: b.say("Boundary"), width: 130, style: styleCell.with(medium)}, column{head: b.say("Who has to be named"), width: 130}, column{head: b.say("State of the cell"), width: b.page.measure() - 260})
	t.row(wording(b.say("provider")), wording(b.say("the provider's side")), wording(b.say("Owned where one valid party is accountable, else unowned.")))
	t.row(wording(b.say("client")), wording(b.say("the client's side")), wording(b.say("Owned where one valid party is accountable, else unowned.")))
	t.row(wording(b.say("shared")), wording(b.say("both sides")), wording(b.say("Owned where each half has one valid accountable party, else unowned; half owned where one of the two is missing.")))
	t.row(wording(b.say("undecided")), wording(b.say("nobody, until it is decided")), wording(b.say("Unowned, shown as undecided.")))
	t.row(wording(b.say("not applicable")), wording(b.say("nobody")), wording(b.say("Not applicable.")))
	t.end()
	b.paragraph(b.say("A provider's half that names nobody is presumed to be that of the asset's provider. It counts as owned, on the provider's word alone, until a contract clause or an assurance report is referenced. A party that was retired is not valid."))
	b.heading(b.say("What a status amounts to"))
	b.paragraph(b.say("Of the applicable cells, not assessed, not implemented and planned count as a gap. Partial counts as partial, and so does implemented while a gap that the catalogue knows is not addressed; addressing it takes a rationale or evidence. Implemented otherwise is compliant. A status is declared by the client; where the assessor concluded otherwise, the conclusion counts. Inquiry alone is never enough as evidence."))
	b.ratingScale()
	b.scoring()
}

// scoring prints the weights and bands that the findings' sums are made of.
func (b *book) scoring() {
	b.heading(b.say("How severe a finding is"))
	b.keep(360) // what it says belongs on one page
	s := &b.catalogue.Scoring
	b.paragraph(b.say("Severity is a sum on one scale from 0 to 100: what is wrong, who can reach the asset, its most sensitive data, its stage of life, whether it acts by itself, and the weight of the control. What nobody stated scores no lower than partner or confidential.") + " " + b.largestSum())
	b.bands(s)
	b.weights(s)
	b.paragraph(b.say("An asset that acts by itself adds %d. A control adds its weight, from 0 to %d; the weights stand in the appendix. Evidence is stale %s. A party that holds more than %d %% of the owned cells on the client's side, and %d or more, is a finding.",
		s.Agentic, s.MaxControlWeight, b.counted(s.EvidenceMonths, "after %s month", "after %s months"), s.ConcentrationShare, s.ConcentrationCells))
	b.largestSums()
}

// weights prints what each summand adds: on the left what is wrong, on the
// right what is known of the asset.
func (b *book) weights(s *assess.Scoring) {
	type line struct {
		text   string
		points int
	}
	var left, right []line
	for _, kind := range assess.FindingKinds {
		left = append(left, line{capital(b.say(kind.Words())), s.Kinds[kind]})
	}
	for _, exposure := range assess.Exposures {
		right = append(right, line{b.say("Exposure: %s", b.word(string(exposure))), s.Exposure[exposure]})
	}
	for _, class := range assess.DataClasses {
		right = append(right, line{b.say("Data: %s", b.word(string(class))), s.Data[class]})
	}
	for _, stage := range assess.Lifecycles {
		if stage != assess.LifecycleRetired {
			right = append(right, line{b.say("Stage: %s", b.word(string(stage))), s.Lifecycle[stage]})
		}
	}
	const points, gap = 46, 24
	half := (b.page.measure() - gap) / 2
	t := b.newTable(column{head: b.say("What is wrong"), width: half - points}, column{head: b.say("Points"), width: points, right: true}, column{width: gap},
		column{head: b.say("The asset"), width: half - points}, column{head: b.say("Points"), width: points, right: true})
	t.pad = 2.4
	for i := range max(len(left), len(right)) {
		row := make([]cell, 5)
		if i < len(left) {
			row[0], row[1] = wording(left[i].text), wording(fmt.Sprint(left[i].points))
		}
		if i < len(right) {
			row[3], row[4] = wording(right[i].text), wording(fmt.Sprint(right[i].points))
		}
		t.row(row...)
	}
	t.end()
}

// largestSum writes the largest sum that the weights allow.
func (b *book) largestSum() string {
	s := &b.catalogue.Scoring
	kind, exposure, data, stage := 0, 0, 0, 0
	for _, points := range s.Kinds {
		kind = max(kind, points)
	}
	for _, points := range s.Exposure {
		exposure = max(exposure, points)
	}
	for _, points := range s.Data {
		data = max(data, points)
	}
	for _, points := range s.Lifecycle {
		stage = max(stage, points)
	}
	return b.say("The largest sum these weights allow is %d = %d + %d + %d + %d + %d + %d.",
		kind+exposure+data+stage+s.Agentic+s.MaxControlWeight, kind, exposure, data, stage, s.Agentic, s.MaxControlWeight)
}

// bands draws the scale from 0 to 100 with its bands.
func (b *book) bands(s *assess.Scoring) {
	width, x := b.page.measure(), b.page.left
	b.keep(40)
	for i, severity := range assess.Severities {
		from, to := s.From[severity], 100
		if i+1 < len(assess.Severities) {
			to = s.From[assess.Severities[i+1]]
		}
		mark, colour := severityMark(severity)
		left, right := x+width*float64(from)/100, x+width*float64(to)/100
		b.fill(left, b.y, right-left-1, 3, colour)
		b.mark(left-1, b.y+6, 11, mark, colour)
		label := b.say("%s, from %d", capital(b.word(string(severity))), from)
		b.text(left+13, b.y+14.5, styleSmall.in(ink), b.typeface.fit(styleSmall, right-left-14, label))
	}
	b.y += 28
}

// largestSums shows how the gravest findings of this report add up.
func (b *book) largestSums() {
	if len(b.in.Findings) == 0 {
		return
	}
	b.heading(b.say("The largest sums in this report"))
	var shown []string
	for i := range b.in.Findings {
		f := &b.in.Findings[i]
		text := b.sumOf(f.Sum)
		if len(shown) == 3 {
			break
		}
		if len(shown) > 0 && shown[len(shown)-1] == text {
			continue
		}
		shown = append(shown, text)
		b.flow(b.page.left, b.page.measure(), styleBody.with(medium), text)
		b.flow(b.page.left, b.page.measure(), styleSmall, shorten(oneLine(f.Title(b.in.Language)), titleLimit))
		b.y += 5
	}
}
