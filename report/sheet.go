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
	b.typeface.section = "Asset sheets"
	for i, asset := range b.assets {
		if !b.step() {
			return
		}
		name := b.assetName(asset)
		b.typeface.section, b.overPage = "Asset sheets", nil
		b.addPage(upright)
		if i == 0 {
			b.place("Asset sheets", 0, true)
		}
		b.aim(b.sheets[asset.ID], name, 1, false)
		b.overPage = func() { b.continued(name) }
		b.sheet(asset)
	}
	b.overPage = nil
	if len(b.assets) == 0 {
		b.section(upright, "Asset sheets", "No assets are counted yet.")
	}
}

// continued says at the head of a further page what it goes on with.
func (b *book) continued(what string) {
	s := styleSmall.with(semibold)
	b.text(b.page.left, b.y+4, s.in(ink), b.typeface.fit(s, b.page.measure()-70, what))
	b.textRight(b.page.right, b.y+4, styleSmall, "continued")
	b.y += 16
}

func (b *book) sheet(asset *assess.Asset) {
	row, totals := b.evaluation.Row(asset.ID), b.evaluation.AssetTotals(asset.ID)
	b.sheetTitle(asset)
	b.sheetFacts(asset)
	b.boundary(asset, row, totals)
	b.sheetCells(row)
	b.sheetNotes(row)
}

func (b *book) sheetTitle(asset *assess.Asset) {
	s := style{semibold, 15, 19, ink}
	b.overline(b.page.left, b.y-2, ink3, "Asset")
	b.y += 3
	name := stated(b.fullName(asset))
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
		{"Hosting model", b.modelName(a.Hosting)},
		{"Provider", cmp.Or(b.catalogue.ProviderOf(a), "not stated")},
		{"Service, model", stated(joined(", ", a.Service, a.Model))},
		{"Exposure", plainWordOr(a.Exposure, "unknown")},
		{"Data", dataWords(a.Data)},
		{"Stage", plainWordOr(a.Lifecycle, "not stated, counted as production")},
		{"Approval", approvalWords(a)},
		{"Owner", cmp.Or(b.partyName(a.Owner), "nobody")},
		{"Account, region", stated(joined(", ", a.Account, a.Region))},
		{"Nature", natureWords(a)},
		{"Endpoint, environment", stated(joined(", ", a.Endpoint, a.Environment))},
		{"Tags, outside id", stated(joined("; ", strings.Join(a.Tags, ", "), a.ExternalID))},
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
func natureWords(a *assess.Asset) string {
	var yes, unknown []string
	for _, t := range []struct {
		value assess.Trait
		word  string
	}{{a.Retrieval, "retrieval"}, {a.Agentic, "agentic"}, {a.FineTuned, "fine-tuned"}, {a.CustomTrained, "custom-trained"}} {
		switch t.value {
		case assess.TraitYes:
			yes = append(yes, t.word)
		case assess.TraitUnknown, "":
			unknown = append(unknown, t.word+"?")
		}
	}
	return cmp.Or(joined(", ", strings.Join(yes, ", "), strings.Join(unknown, ", ")), "none of the traits")
}

// The columns before the boundary, which stands where it does in the drawing
// above, and those whose width is given after it.
const (
	sheetControl  = 94.0
	sheetBoundary = 67.5 // "provider, decided" in one line
	sheetProvider = 78.0
	sheetClient   = 98.0
	sheetDue      = 42.5 // any day
	sheetLine     = sheetControl + sheetBoundary + sheetProvider - columnGap/2
)

// sheetCells lists an asset's cells. The boundary runs down between the two
// sides.
func (b *book) sheetCells(row []assess.CellView) {
	dense := styleDense
	t := b.newTable(
		column{head: "Control", width: sheetControl, style: dense},
		column{head: "Boundary", width: sheetBoundary, style: dense.in(ink2)},
		column{head: "Provider's side", width: sheetProvider, style: dense.in(ink2)},
		column{head: "Client's side", width: sheetClient, style: dense, line: true},
		column{head: "Status", width: b.page.measure() - sheetControl - sheetBoundary - sheetProvider - sheetClient - sheetDue, style: dense},
		column{head: "Due", width: sheetDue, style: dense.in(ink2)},
	)
	t.pad = 1.5
	for i := range row {
		c := &row[i]
		t.row(
			cell{text: shortID(c.Control) + "  " + cmp.Or(c.Control.Short, c.Control.Name)},
			wording(boundaryText(c)), b.clauseCell(c, assess.ProviderSide), b.clauseCell(c, assess.CustomerSide),
			cell{text: statusText(c), tiled: true, tile: marks.OfOutcome(c), weak: marks.Weak(c)},
			wording(c.Answer.Due.String()))
	}
	b.y += 9
}

// shortID is a control's id without the prefix that the base catalogue's have in
// common. Those of other packs stand whole, for their numbers begin anew.
func shortID(c *assess.Control) string { return strings.TrimPrefix(c.ID, "AI-SEC-") }

// boundaryText says on whose side a cell lies and whether that was decided; the
// notes below the table say what the baseline was.
func boundaryText(c *assess.CellView) string {
	text := boundaryWord(c.Boundary)
	if !decidedHere(c) {
		return text
	}
	if c.Boundary == assess.OwnerNotApplicable {
		text = "n/a" // the status has it in full
	}
	return text + ", decided"
}

func decidedHere(c *assess.CellView) bool {
	return c.Basis == assess.BasisDecision || c.Basis == assess.BasisRule
}

// decisionText says what was decided, what the baseline was, why and by whom.
func (b *book) decisionText(c *assess.CellView) string {
	was := "unknown"
	if c.Baseline != nil {
		was = boundaryWord(c.Baseline.Owner)
	}
	d := c.Answer.Boundary
	return joined(", ", boundaryWord(d.Owner)+"; baseline was "+was+": "+stated(sentence(d.Rationale)), d.Reference, b.nameOf(d.By))
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
		return cell{text: "Nobody", style: &alert}
	case missing:
		return cell{text: name + ", not valid", style: &alert}
	case side == assess.ProviderSide && c.Presumed:
		return wording(name + ", presumed")
	}
	return wording(name)
}

func statusText(c *assess.CellView) string {
	if c.State == assess.StateNotApplicable {
		return "not applicable"
	}
	text := plainWord(c.Status)
	if c.Answer.Concluded != nil && c.Answer.Concluded.Status != "" {
		text += ", concluded"
	}
	if c.Status == assess.Implemented && c.GapOpen {
		text += "; gap open"
	}
	if c.Evidenced {
		text += "; evidenced"
	}
	if c.Reopened != "" {
		text += "; reopened"
	}
	return text
}
