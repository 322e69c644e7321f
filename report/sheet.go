package report

import (
	"cmp"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/marks"
)

// assetSheets gives each counted asset a sheet: what it is, its sum, its
// boundary, and its cells.
func (b *book) assetSheets() {
	title := b.say("Asset sheets")
	b.typeface.section = title
	for i, asset := range b.assets {
		if !b.step() {
			return
		}
		name := b.assetName(asset)
		b.typeface.section, b.overPage = title, nil
		b.addPage(upright)
		if i == 0 {
			b.place(title, 0, true)
		}
		b.aim(b.sheets[asset.ID], name, 1, false)
		b.overPage = func() { b.continued(name) }
		b.sheet(asset)
	}
	b.overPage = nil
	if len(b.assets) == 0 {
		b.section(upright, title, b.say("No assets are counted yet."))
	}
}

// continued says at the head of a further page what it goes on with.
func (b *book) continued(what string) {
	s := styleSmall.with(semibold)
	b.text(b.page.left, b.y+4, s.in(ink), b.typeface.fit(s, b.page.measure()-70, what))
	b.textRight(b.page.right, b.y+4, styleSmall, b.say("continued"))
	b.y += 16
}

func (b *book) sheet(asset *assess.Asset) {
	row, totals := b.evaluation.Row(asset.ID), b.evaluation.AssetTotals(asset.ID)
	b.sheetTitle(asset)
	b.sheetFacts(asset)
	b.boundary(asset, row, totals)
	b.sheetCells(asset, row)
	b.sheetNotes(row)
}

func (b *book) sheetTitle(asset *assess.Asset) {
	s := style{semibold, 15, 19, ink}
	b.overline(b.page.left, b.y-2, ink3, b.say("Asset"))
	b.y += 3
	name := b.stated(b.fullName(asset))
	lines := b.typeface.clip(s, b.page.measure(), name, 2)
	b.y = b.lines(b.page.left, b.y, s, lines) + 1
	full := b.typeface.line(name)
	if strings.HasSuffix(lines[len(lines)-1], ellipsis) && !strings.HasSuffix(full, ellipsis) {
		b.flow(b.page.left, b.page.measure(), styleTiny, full)
	}
	b.y += 5
}

// sheetFacts sets what is known of an asset in four columns.
func (b *book) sheetFacts(a *assess.Asset) {
	facts := []fact{
		{b.say("Hosting model"), b.modelName(a.Hosting)},
		{b.say("Provider"), cmp.Or(b.catalogue.ProviderOf(a), b.say("not stated"))},
		{b.say("Service, model"), b.stated(joined(", ", a.Service, a.Model))},
		{b.say("Exposure"), b.wordOr(string(a.Exposure), b.say("unknown"))},
		{b.say("Data"), b.dataWords(a.Data)},
		{b.say("Stage"), b.wordOr(string(a.Lifecycle), b.say("not stated, counted as production"))},
		{b.say("Approval"), b.approvalWords(a)},
		{b.say("Owner"), cmp.Or(b.partyName(a.Owner), b.say("nobody"))},
		{b.say("Account, region"), b.stated(joined(", ", a.Account, a.Region))},
		{b.say("Nature"), b.natureWords(a)},
		{b.say("Endpoint, environment"), b.stated(joined(", ", a.Endpoint, a.Environment))},
		{b.say("Tags, outside id"), b.stated(joined("; ", strings.Join(a.Tags, ", "), a.ExternalID))},
	}
	const columns = 4
	width := b.page.measure() / columns
	s := styleDense.in(ink)
	for from := 0; from < len(facts); from += columns {
		part, depth := facts[from:min(from+columns, len(facts))], 0
		lines := make([][]string, len(part))
		for k, f := range part {
			lines[k] = b.typeface.clip(s, width-10, oneLine(f.value), 3)
			depth = max(depth, len(lines[k]))
		}
		b.keep(13 + float64(depth)*s.leading)
		b.rule(b.page.left, b.y, b.page.measure(), hairline)
		for k, f := range part {
			x := b.page.left + float64(k)*width
			b.text(x, b.y+8.5, styleTiny.in(ink3), f.label)
			b.lines(x, b.y+10.5, s, lines[k])
		}
		b.y += 13 + float64(depth)*s.leading
	}
	b.rule(b.page.left, b.y, b.page.measure(), hairline)
	b.y += 4
	b.assetNotes(a.Notes)
	b.y += 4
}

// assetNotes are set as far as a sheet has room for them.
func (b *book) assetNotes(notes string) {
	if strings.TrimSpace(notes) == "" {
		return
	}
	s := styleDense.in(ink2)
	lines := b.typeface.clip(s, b.page.measure(), notes, 6)
	b.keep(float64(len(lines)) * s.leading)
	b.y = b.lines(b.page.left, b.y, s, lines) + 3
}

// natureWords says of each trait what is known.
func (b *book) natureWords(a *assess.Asset) string {
	var yes, unknown []string
	for _, t := range []struct {
		value assess.Trait
		word  string
	}{{a.Retrieval, b.say("retrieval")}, {a.Agentic, b.say("agentic")}, {a.FineTuned, b.say("fine-tuned")}, {a.CustomTrained, b.say("custom-trained")}} {
		switch t.value {
		case assess.TraitYes:
			yes = append(yes, t.word)
		case assess.TraitUnknown, "":
			unknown = append(unknown, t.word+"?")
		}
	}
	return cmp.Or(joined(", ", strings.Join(yes, ", "), strings.Join(unknown, ", ")), b.say("none of the traits"))
}

// sheetGrid is how wide the columns of a sheet's table are. The boundary between
// the two sides stands where it does in the drawing above.
type sheetGrid struct{ control, boundary, provider, client, due float64 }

// sheetColumns gives the words of the report's language and the providers' names
// room in one line, as far as they are not long; the client's side has what is left.
func (b *book) sheetColumns() sheetGrid {
	const control, due, all, longest = 94.0, 42.5, 380.0, 100.0
	boundary := b.roomFor(67.5, styleDense, b.say("%s, decided", b.say("client")))
	provider := b.roomFor(78, styleDense, b.say("%s, presumed", "Microsoft"))
	for _, asset := range b.assets {
		presumed := b.say("%s, presumed", b.catalogue.ProviderOf(asset))
		if wide := b.roomFor(provider, b.sideStyle(presumed, longest), presumed); wide <= longest {
			provider = wide
		}
	}
	return sheetGrid{control: control, boundary: boundary, provider: provider, client: all - control - boundary - provider - due, due: due}
}

// sideStyle sets what stands in most rows of a column smaller where that keeps it
// on a line.
func (b *book) sideStyle(text string, width float64) style {
	if b.width(styleDense, text) > width-columnGap-1 {
		return styleTiny
	}
	return styleDense
}

// line is where the boundary runs down, from the left.
func (g sheetGrid) line() float64 { return g.control + g.boundary + g.provider - columnGap/2 }

// sheetCells lists an asset's cells. The boundary runs down between the two
// sides.
func (b *book) sheetCells(asset *assess.Asset, row []assess.CellView) {
	dense, grid := styleDense, b.grid
	side := b.sideStyle(b.say("%s, presumed", b.catalogue.ProviderOf(asset)), grid.provider).in(ink2)
	t := b.newTable(
		column{head: b.say("Control"), width: grid.control, style: dense},
		column{head: b.say("Boundary"), width: grid.boundary, style: dense.in(ink2)},
		column{head: b.say("Provider's side"), width: grid.provider, style: side},
		column{head: b.say("Client's side"), width: grid.client, style: dense, line: true},
		column{head: b.say("Status"), width: b.page.measure() - grid.control - grid.boundary - grid.provider - grid.client - grid.due, style: dense},
		column{head: b.say("Due"), width: grid.due, style: dense.in(ink2)},
	)
	t.pad = 1.5
	for i := range row {
		c := &row[i]
		t.row(
			cell{text: shortID(c.Control) + "  " + b.controlShort(c.Control)},
			wording(b.boundaryText(c)), b.clauseCell(c, assess.ProviderSide), b.clauseCell(c, assess.CustomerSide),
			cell{text: b.statusText(c), tiled: true, tile: marks.OfOutcome(c), weak: marks.Weak(c)},
			wording(b.day(c.Answer.Due)))
	}
	t.rest(0)
	b.y += 9
}

// shortID is a control's id without the prefix that the base catalogue's have in
// common. Those of other packs stand whole, for their numbers begin anew.
func shortID(c *assess.Control) string { return strings.TrimPrefix(c.ID, "AI-SEC-") }

// boundaryText says on whose side a cell lies and whether that was decided; the
// notes below the table say what the baseline was.
func (b *book) boundaryText(c *assess.CellView) string {
	text := b.boundaryWord(c.Boundary)
	if !decidedHere(c) {
		return text
	}
	if c.Boundary == assess.OwnerNotApplicable {
		text = b.say("n/a") // the status has it in full
	}
	return b.say("%s, decided", text)
}

func decidedHere(c *assess.CellView) bool {
	return c.Basis == assess.BasisDecision || c.Basis == assess.BasisRule
}

// decisionText says what was decided, what the baseline was, why and by whom.
func (b *book) decisionText(c *assess.CellView) string {
	was := b.say("unknown")
	if c.Baseline != nil {
		was = b.boundaryWord(c.Baseline.Owner)
	}
	d := c.Answer.Boundary
	return joined(", ", b.say("%s; baseline was %s: %s", b.boundaryWord(d.Owner), was, b.stated(sentence(d.Rationale))), d.Reference, b.nameOf(d.By))
}

// clauseCell names who is accountable on one side of a cell.
func (b *book) clauseCell(c *assess.CellView, side assess.Side) cell {
	if !slices.Contains(c.Needs, side) {
		return wording("–")
	}
	name := b.partyName(c.Answer.Clause(side).Accountable)
	if side == assess.ProviderSide && name == "" {
		name = c.ProviderOwner
	}
	missing := slices.Contains(c.Missing, side)
	alert := styleDense.with(semibold).in(alarm)
	switch {
	case missing && name == "":
		return cell{text: b.say("Nobody"), style: &alert}
	case missing:
		return cell{text: b.say("%s, not valid", name), style: &alert}
	case side == assess.ProviderSide && c.Presumed:
		return wording(b.say("%s, presumed", name))
	}
	return wording(name)
}

func (b *book) statusText(c *assess.CellView) string {
	if c.State == assess.StateNotApplicable {
		return b.say("not applicable")
	}
	text := b.word(string(c.Status))
	if c.Answer.Concluded != nil && c.Answer.Concluded.Status != "" {
		text = b.say("%s, concluded", text)
	}
	if c.Status == assess.Implemented && c.GapOpen {
		text = b.say("%s; gap open", text)
	}
	if c.Evidenced {
		text = b.say("%s; evidenced", text)
	}
	if c.Reopened != "" {
		text = b.say("%s; reopened", text)
	}
	return text
}
