package report

import (
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// limitations says what this report is not, and what it does not know.
func (b *book) limitations() {
	b.section(upright, b.say("Limitations"), "")
	b.statement(b.say("An assessment against catalogue %s at %s, from information supplied and the samples listed. Not an audit, attestation, certification or legal advice; no assurance is expressed. Absence of a finding is not evidence of absence.",
		b.catalogue.Version, b.toldDay(b.asOf())))
	limits := b.limits()
	for i, text := range limits {
		if i == len(limits)-lastPoints {
			b.keep(b.pointsDepth(limits[i:]) + missingRoom)
		}
		b.point(fmt.Sprint(i+1), text)
	}
	b.keep(missingRoom)
	b.missingPage, b.missingY = b.pageNumber(), b.y
	b.typeface.section = ""
}

const (
	// lastPoints of the limitations stand on one page with the room for what
	// could not be set, which is known at the end only.
	lastPoints  = 3
	missingRoom = 90.0
)

// statement sets a passage that stands for itself, beside a line.
func (b *book) statement(text string) {
	s := style{medium, 11, 16.5, ink}
	lines := b.typeface.wrap(s, b.page.measure()-24, text)
	for len(lines) > 0 {
		b.keep(s.leading + 4)
		part := lines[:min(len(lines), int((b.page.bottom-b.y-4)/s.leading))]
		b.fill(b.page.left, b.y, 2, float64(len(part))*s.leading+4, accent)
		b.y = b.lines(b.page.left+16, b.y+2, s, part) + 2
		lines = lines[len(part):]
	}
	b.y += 16
}

// limits are what this report does not know, as far as there is any of it,
// and what holds of every report.
func (b *book) limits() []string {
	t, s := b.totals, &b.survey
	var limits []string
	add := func(n int, text string) {
		if n > 0 {
			limits = append(limits, text)
		}
	}
	add(t.NotAssessed, b.say("%s of %s not assessed: nobody has said whether the duty is done. They count as gaps.", b.number(t.NotAssessed), b.counted(t.Applicable, "%s applicable cell is", "%s applicable cells are")))
	add(t.Presumed, b.say("%s owned on the provider's word alone: presumed from the provider's public documentation, with no contract clause or assurance report in force behind them.", b.countedAre(t.Presumed)))
	add(t.Compliant, b.say("%s compliant as declared; %s of these evidenced. A declaration is not proof, and inquiry alone does not count as evidence.", b.countedAre(t.Compliant), b.number(t.Evidenced)))
	add(t.Cells, b.confidenceLimit())
	add(s.decided, b.say("%s decided for this engagement in place of the baseline. The decisions are the client's as recorded, and were not tested against the contracts they may rest on.", b.counted(s.decided, "%s boundary was", "%s boundaries were")))
	add(s.unknownExposure+s.unknownData, b.say("%s of unknown exposure and %s of unknown data class score no lower than partner and confidential, and may weigh more.", b.counted(s.unknownExposure, "%s asset", "%s assets"), b.counted(s.unknownData, "%s asset", "%s assets")))
	add(s.unknownHosting, b.say("%s of unknown hosting model: every cell of such an asset is undecided until somebody finds out how it is run.", b.counted(s.unknownHosting, "%s asset is", "%s assets are")))
	limits = append(limits,
		b.say("References to frameworks are indicative. They help to find one's way and show no conformity with any of them."),
		b.say("Duties of providers are stated as their published documents had them on the day given with each baseline. Terms, tiers and regions differ, and documents change."),
		b.say("A text that is too long for its place is cut and ends in an ellipsis (…). The engagement holds it whole."),
	)
	limits = append(limits, b.ownLimits()...)
	if b.engagement.ConfirmedBy == "" {
		limits = append(limits, b.say("Nobody has confirmed the inventory complete. Assets that are not listed were not assessed."))
	}
	if b.untranslated() {
		limits = append(limits, b.say("Where a catalogue pack has no text in the language of this report, what it says of a baseline stands in its own words."))
	}
	return limits
}

// untranslated reports whether the catalogue says something of a baseline in use
// that the report's language has no text for.
func (b *book) untranslated() bool {
	if b.in.Language == words.English {
		return false
	}
	for _, use := range b.survey.models {
		for i := range b.catalogue.Controls {
			l := b.catalogue.Baseline(use.id, b.catalogue.Controls[i].ID)
			if l == nil {
				continue
			}
			for _, text := range append([]string{l.ProviderOffers, l.Gap, l.Conditions, l.Note, l.EvidenceToGet, l.VerificationNote, l.ChangedSince}, l.CustomerActions...) {
				if text != "" && !b.in.Language.Has(text) {
					return true
				}
			}
		}
	}
	return false
}

func (b *book) confidenceLimit() string {
	var parts []string
	for _, use := range b.survey.confidence {
		if use.confidence != assess.ConfidenceHigh {
			parts = append(parts, b.say("%s of %s confidence under %s", b.counted(use.baselines, "%s baseline", "%s baselines"), b.word(string(use.confidence)), b.counted(use.cells, "%s cell", "%s cells")))
		}
	}
	return b.say("The catalogue's baselines are not all equally sure: %s are used here. The appendix gives the source of each and how it was checked.", strings.Join(parts, ", "))
}

// namedMissing is how many characters are listed one by one.
const namedMissing = 12

// fillMissing says, once all is written, which characters could not be set as
// they are written.
func (b *book) fillMissing() {
	var boxes, unshaped []MissingGlyph
	for _, m := range b.typeface.missing {
		if m.Unshaped {
			unshaped = append(unshaped, m)
		} else {
			boxes = append(boxes, m)
		}
	}
	var texts []string
	if n := len(boxes); n > 0 {
		texts = append(texts, b.say("%s could not be set; they are shown as %c: %s", b.counted(n, "%s character", "%s characters"), b.typeface.box, b.namedGlyphs(boxes))+".")
	}
	if n := len(unshaped); n > 0 {
		texts = append(texts, b.say("%s of scripts that join their letters are set each by itself, not as their readers write them: %s", b.counted(n, "%s letter", "%s letters"), b.namedGlyphs(unshaped))+".")
	}
	if len(texts) == 0 {
		return
	}
	b.revisit(b.missingPage, func() {
		s := styleBody
		b.text(b.page.left, b.missingY+s.leading*0.5+s.size*0.36, s.with(semibold).in(accent), fmt.Sprint(len(b.limits())+1))
		b.lines(b.page.left+pointLabel, b.missingY, s, b.typeface.clip(s, pointWidth, strings.Join(texts, "\n"), 6))
	})
}

func (b *book) namedGlyphs(missing []MissingGlyph) string {
	named := make([]string, 0, namedMissing)
	for _, m := range missing[:min(len(missing), namedMissing)] {
		named = append(named, fmt.Sprintf("U+%04X (%s)", m.Rune, m.Where))
	}
	text := strings.Join(named, ", ")
	if more := len(missing) - len(named); more > 0 {
		text = b.say("%s and %s more", text, b.number(more))
	}
	return text
}
