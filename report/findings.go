package report

import (
	"cmp"
	"fmt"
	"strings"

	"demarc/assess"
)

const (
	// mostBlocks is how many findings are described one by one: all of them, or
	// the gravest of more.
	mostBlocks = 150

	titleLimit = 320
	textLimit  = 2400
)

// findings lists what is wrong, gravest first: an overview, then a block each.
func (b *book) findings() {
	findings := b.in.Findings
	b.section(upright, b.say("Findings"), b.findingsLede())
	if len(findings) == 0 {
		b.paragraph(b.noFindings())
		return
	}
	actions := b.actionsByFinding()
	b.findingKinds()
	if len(findings) <= mostBlocks {
		for i := range findings {
			b.blocks[findings[i].ID] = b.pdf.AddLink()
		}
		b.findingTable(findings, b.say("All findings"), false)
		b.nextPage()
		b.blocksOf(findings, actions)
		return
	}
	described := 0
	for described < mostBlocks && findings[described].Severity.Rank() >= assess.SeverityHigh.Rank() {
		described++
	}
	b.paragraph(b.describedWords(described, len(findings)))
	if described == 0 {
		b.findingTable(findings, b.say("All findings"), true)
		b.otherResponses(len(findings))
		return
	}
	b.blocksOf(findings[:described], actions)
	b.partPage()
	b.place(b.say("The other findings"), 1, true)
	b.findingTable(findings[described:], b.say("The other findings"), true)
	b.otherResponses(len(findings) - described)
}

// describedWords says which of many findings have a block.
func (b *book) describedWords(described, all int) string {
	switch described {
	case 0:
		return b.say("%s findings, none of them high or critical: they are listed with their sums.", b.number(all))
	case 1:
		return b.say("%s findings: the gravest is described, the others are listed with their sums.", b.number(all))
	}
	return b.say("%s findings: the %d gravest are described one by one, the others are listed with their sums.", b.number(all), described)
}

func (b *book) findingsLede() string {
	states := map[assess.DispositionState]int{}
	for i := range b.in.Findings {
		states[b.in.Findings[i].State(b.evaluation.Today())]++
	}
	var parts []string
	for _, state := range assess.DispositionStates {
		if states[state] > 0 {
			parts = append(parts, b.number(states[state])+" "+b.word(string(state)))
		}
	}
	return b.say("%s. An accepted risk stays counted as what it is.", joined(": ", b.counted(len(b.in.Findings), "%s finding", "%s findings"), strings.Join(parts, ", ")))
}

// findingKinds counts the findings by kind and severity.
func (b *book) findingKinds() {
	counts := map[assess.FindingKind][4]int{}
	for i := range b.in.Findings {
		f := &b.in.Findings[i]
		if rank := f.Severity.Rank(); rank >= 0 {
			row := counts[f.Kind]
			row[rank]++
			counts[f.Kind] = row
		}
	}
	columns := []column{{head: b.say("What is wrong"), width: b.page.measure() - 4*64}}
	for i := len(assess.Severities) - 1; i >= 0; i-- {
		columns = append(columns, column{head: capital(b.word(string(assess.Severities[i]))), width: 64, right: true})
	}
	t := b.newTable(columns...)
	for _, kind := range assess.FindingKinds {
		row, some := counts[kind]
		if !some {
			continue
		}
		cells := []cell{wording(capital(b.say(kind.Words())))}
		for i := len(row) - 1; i >= 0; i-- {
			if row[i] == 0 {
				cells = append(cells, styled("–", styleCell.in(ink3)))
			} else {
				cells = append(cells, wording(b.number(row[i])))
			}
		}
		t.row(cells...)
	}
	all := assess.SeverityCounts(b.in.Findings)
	bold := styleCell.with(semibold)
	t.row(styled(b.say("All"), bold), styled(b.number(all[3]), bold), styled(b.number(all[2]), bold), styled(b.number(all[1]), bold), styled(b.number(all[0]), bold))
	t.end()
}

// findingTable gives each finding one row. Findings without a block have their
// sum in it, and stand close.
func (b *book) findingTable(findings []assess.Finding, title string, sums bool) {
	b.heading(title)
	s, pad, severity, assets, decision := styleCell, rowPad, 58.0, 38.0, 82.0
	if sums {
		s, pad, severity, assets, decision = styleDense, 2.0, 50.0, 34.0, 62.0
	}
	t := b.newTable(
		column{head: b.say("Severity"), width: severity, style: s.with(medium)},
		column{head: b.say("Score"), width: 30, style: s, right: true},
		column{head: b.say("Finding"), width: b.page.measure() - severity - 30 - assets - decision, style: s, clip: 3},
		column{head: b.say("Assets"), width: assets, style: s, right: true},
		column{head: b.say("Decision"), width: decision, style: s.in(ink2), clip: 3},
	)
	t.pad = pad
	for i := range findings {
		if i%64 == 0 && b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		f := &findings[i]
		mark, colour := severityMark(f.Severity)
		strong := s.with(medium).in(colour)
		title := cell{text: shorten(oneLine(f.Title(b.in.Language)), titleLimit), link: b.blocks[f.ID]}
		if sums {
			title.below = b.sumOf(f.Sum)
		}
		t.row(cell{text: capital(b.word(string(f.Severity))), style: &strong, mark: mark, colour: colour}, wording(b.number(f.Score)), title, wording(b.number(f.Assets)), wording(b.decisionShort(f)))
	}
	t.end()
}

// actionsByFinding finds the actions that were recorded for each finding.
func (b *book) actionsByFinding() map[string][]*assess.Action {
	byFinding := map[string][]*assess.Action{}
	for _, action := range b.state.SortedActions() {
		for _, id := range action.Findings {
			byFinding[id] = append(byFinding[id], action)
		}
	}
	return byFinding
}

func (b *book) blocksOf(findings []assess.Finding, actions map[string][]*assess.Action) {
	var band assess.Severity
	for i := range findings {
		f := &findings[i]
		if f.Severity != band {
			band = f.Severity
			b.heading(capital(b.word(string(band))))
			b.keep(120)
			b.placeAt(b.y-30, b.bandTitle(band), 1)
		}
		if b.block(f, actions[f.ID]); b.err != nil {
			return
		}
	}
}

const (
	blockLabel = 76
	factGap    = 2.5
)

// block sets one finding: severity and sum, why, what to do, where, and what
// was decided.
func (b *book) block(f *assess.Finding, actions []*assess.Action) {
	mark, colour := severityMark(f.Severity)
	facts := b.blockFacts(f, actions)
	width := b.page.measure() - blockLabel
	titleStyle := style{semibold, 9.75, 13, ink}
	title := b.typeface.clip(titleStyle, width-72, shorten(oneLine(f.Title(b.in.Language)), titleLimit), 3)
	height := 30 + float64(len(title))*titleStyle.leading + b.responseRoom()
	for _, fact := range facts {
		height += b.blockFactDepth(fact, width, styleCell)
	}
	b.keep(min(height, (b.page.bottom-b.page.top)/2))
	if link := b.blocks[f.ID]; link > 0 {
		b.pdf.SetLink(link, b.y-6, b.pageNumber())
	}
	b.rule(b.page.left, b.y, b.page.measure(), edge)
	b.y += 6
	b.mark(b.page.left-1.5, b.y, 12, mark, colour)
	b.text(b.page.left+13, b.y+9.6, styleSmall.with(semibold).in(colour), capital(b.word(string(f.Severity))))
	b.textRight(b.page.right, b.y+9.6, styleTiny.in(ink3), f.ID)
	b.y = b.lines(b.page.left+blockLabel, b.y, titleStyle, title) + 4
	b.sumStrip(f.Sum, colour)
	for i, fact := range facts {
		if i == 1 && len(f.Cells) > 0 && f.Assets == 1 && f.Asset != nil {
			b.linkTo(b.page.left+blockLabel, b.y, width, styleCell.leading, b.sheets[f.Asset.ID])
		}
		s := styleCell
		if i == 0 { // the sum
			s = styleDense
		}
		b.blockFact(fact, width, s)
	}
	b.response()
	b.y += 12
}

// blockFactDepth is the height of what blockFact sets, on one page.
func (b *book) blockFactDepth(f fact, width float64, s style) float64 {
	return float64(len(b.typeface.wrap(s, width, f.value)))*s.leading + factGap
}

// blockFact sets a label and its text beside it.
func (b *book) blockFact(f fact, width float64, s style) {
	b.keep(float64(min(2, len(b.typeface.wrap(s, width, f.value)))) * s.leading)
	b.lines(b.page.left, b.y, s.in(ink3), []string{f.label})
	b.flow(b.page.left+blockLabel, width, s, f.value)
	b.y += factGap
}

// sumStrip draws the sum on the scale from 0 to 100, a piece for each summand.
func (b *book) sumStrip(sum []assess.Points, colour rgb) {
	x, scale := b.page.left+blockLabel, (b.page.measure()-blockLabel)/100
	b.fill(x, b.y, scale*100, 2.5, raised)
	for _, p := range sum {
		w := float64(p.Points) * scale
		b.fill(x, b.y, max(w-1, 0.4), 2.5, colour)
		x += w
	}
	b.y += 6.5
}

func (b *book) blockFacts(f *assess.Finding, actions []*assess.Action) []fact {
	facts := []fact{{b.say("Points"), b.sumOf(f.Sum)}, {b.say("Where"), b.where(f)}}
	if f.Severity != f.SumSeverity {
		d := f.Disposition
		facts = append(facts, fact{b.say("Adjusted"), joined(", ", b.say("%s (was %s %d)", capital(b.word(string(f.Severity))), capital(b.word(string(f.SumSeverity))), f.Score),
			joined(": ", cmp.Or(d.Recorder, b.partyName(d.By)), d.SeverityReason))})
	}
	facts = append(facts, fact{b.say("Why"), shorten(oneLine(f.Why(b.told())), textLimit)}, fact{b.say("What to do"), shorten(oneLine(quoted(f.Action(b.told()))), textLimit)})
	if f.Rule != nil {
		facts = append(facts, fact{b.say("From rule"), b.ruleText(f.Rule)})
	}
	if decision := b.decision(f); decision != "" {
		facts = append(facts, fact{b.say("Decision"), decision})
	}
	for _, a := range actions {
		due := b.say("no due date")
		if a.Due != 0 {
			due = b.say("due %s", b.toldDay(a.Due))
		}
		facts = append(facts, fact{b.say("Action"), shorten(joined("; ", oneLine(a.Title), cmp.Or(b.partyName(a.Owner), b.say("no owner")), due, b.wordOr(string(a.State), b.say("open")), a.Notes), textLimit)})
	}
	return facts
}

// whereNames is how many of a finding's assets are named.
const whereNames = 8

// where names the assets of a finding and its control.
func (b *book) where(f *assess.Finding) string {
	var names []string
	last, seen := "", map[string]bool{}
	for _, c := range f.Cells {
		if c.Asset == last || seen[c.Asset] {
			continue
		}
		last = c.Asset
		seen[c.Asset] = true
		if asset := b.state.Assets[c.Asset]; asset != nil && len(names) < whereNames {
			names = append(names, b.assetName(asset))
		}
		if len(names) == whereNames {
			break
		}
	}
	if len(f.Cells) == 0 && f.Asset != nil {
		names = append(names, b.assetName(f.Asset))
	}
	text := strings.Join(names, ", ")
	if more := f.Assets - len(names); more > 0 {
		rest := b.counted(more, "%s more asset", "%s more assets")
		if text == "" {
			text = rest
		} else {
			text = b.say("%s and %s", text, rest)
		}
	}
	if f.Assets > 1 {
		text = fmt.Sprintf("%s: %s", b.counted(f.Assets, "%s asset", "%s assets"), text)
	}
	if f.Control != nil {
		text = joined(" · ", f.Control.ID+" "+b.controlName(f.Control), text)
	}
	return text
}

func (b *book) decisionShort(f *assess.Finding) string {
	state := f.State(b.evaluation.Today())
	text := b.word(string(state))
	if d := f.Disposition; d != nil && state == assess.DispositionRiskAccepted && d.Until != 0 {
		text = b.say("%s until %s", text, b.day(d.Until))
	}
	if f.Severity != f.SumSeverity {
		text = b.say("%s; was %s", text, b.word(string(f.SumSeverity)))
	}
	return text
}

// decision says what was decided about a finding, by whom and until when.
func (b *book) decision(f *assess.Finding) string {
	d := f.Disposition
	if d == nil || d.As == "" {
		return ""
	}
	text := capital(b.word(string(d.As)))
	if d.As != f.State(b.evaluation.Today()) {
		text = b.say("%s until %s, which has passed: open again", text, b.toldDay(d.Until))
	} else if d.Until != 0 {
		text = b.say("%s until %s", text, b.toldDay(d.Until))
	}
	by := ""
	if d.By != "" {
		by = b.say("by %s", b.partyName(d.By))
	}
	authority := ""
	if d.Authority != "" {
		authority = b.say("authority: %s", d.Authority)
	}
	recorded := ""
	if d.At != 0 {
		recorded = b.say("recorded %s", b.toldDay(d.At.Date()))
		if d.Recorder != "" {
			recorded = b.say("recorded %s %s", b.toldDay(d.At.Date()), d.Recorder)
		}
	}
	evidence := ""
	if e := b.state.Evidence[d.Evidence]; e != nil {
		evidence = b.say("evidence: %s", oneLine(e.Name))
	}
	return shorten(joined("; ", text, by, authority, sentence(d.Reason), evidence, recorded), textLimit)
}

// ruleName names a scope rule by what it reaches.
func (b *book) ruleName(r *assess.Rule) string { return b.scopeText(r.Scope) + " × " + b.target(r) }

// ruleText names a scope rule by its number in the register and what it
// reaches.
func (b *book) ruleText(r *assess.Rule) string {
	return joined(", ", b.ruleNumbers[r], b.ruleName(r))
}
