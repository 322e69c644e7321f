package report

import (
	"fmt"
	"strings"

	"demarc/assess"
)

// limitations says what this report is not, and what it does not know.
func (b *book) limitations() {
	b.section(upright, "Limitations", "")
	b.statement(fmt.Sprintf("An assessment against catalogue %s at %s, from information supplied and the samples listed. Not an audit, attestation, certification or legal advice; no assurance is expressed. Absence of a finding is not evidence of absence.",
		b.catalogue.Version, b.asOf()))
	for i, text := range b.limits() {
		b.point(fmt.Sprint(i+1), text)
	}
	b.keep(90)
	b.missingPage, b.missingY = b.pageNumber(), b.y
	b.typeface.section = ""
}

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
	add := func(n int, format string, arguments ...any) {
		if n > 0 {
			limits = append(limits, fmt.Sprintf(format, arguments...))
		}
	}
	add(t.NotAssessed, "%s of %s not assessed: nobody has said whether the duty is done. They count as gaps.", number(t.NotAssessed), counted(t.Applicable, "applicable cell is", "applicable cells are"))
	add(t.Presumed, "%s owned on the provider's word alone: presumed from the provider's public documentation, with no contract clause or assurance report in force behind them.", countedAre(t.Presumed))
	add(t.Compliant, "%s compliant as declared; %s of these evidenced. A declaration is not proof, and inquiry alone does not count as evidence.", countedAre(t.Compliant), number(t.Evidenced))
	add(t.Cells, "%s", b.confidenceLimit())
	add(s.decided, "%s decided for this engagement in place of the baseline. The decisions are the client's as recorded, and were not tested against the contracts they may rest on.", boundariesAre(s.decided))
	add(s.unknownExposure+s.unknownData, "%s of unknown exposure and %s of unknown data class score no lower than partner and confidential, and may weigh more.", counted(s.unknownExposure, "asset", "assets"), counted(s.unknownData, "asset", "assets"))
	add(s.unknownHosting, "%s of unknown hosting model: every cell of such an asset is undecided until somebody finds out how it is run.", assetsAre(s.unknownHosting))
	limits = append(limits,
		"References to frameworks are indicative. They help to find one's way and show no conformity with any of them.",
		"Duties of providers are stated as their published documents had them on the day given with each baseline. Terms, tiers and regions differ, and documents change.",
		"A text that is too long for its place is cut and ends in an ellipsis (…). The engagement holds it whole.",
	)
	limits = append(limits, b.ownLimits()...)
	if b.engagement.ConfirmedBy == "" {
		limits = append(limits, "Nobody has confirmed the inventory complete. Assets that are not listed were not assessed.")
	}
	return limits
}

func (b *book) confidenceLimit() string {
	var parts []string
	for _, use := range b.survey.confidence {
		if use.confidence != assess.ConfidenceHigh {
			parts = append(parts, fmt.Sprintf("%s of %s confidence under %s", counted(use.baselines, "baseline", "baselines"), use.confidence, counted(use.cells, "cell", "cells")))
		}
	}
	return "The catalogue's baselines are not all equally sure: " + strings.Join(parts, ", ") + " are used here. The appendix gives the source of each and how it was checked."
}

func boundariesAre(n int) string {
	if n == 1 {
		return "1 boundary was"
	}
	return number(n) + " boundaries were"
}

func assetsAre(n int) string {
	if n == 1 {
		return "1 asset is"
	}
	return number(n) + " assets are"
}

// namedMissing is how many characters are listed one by one.
const namedMissing = 12

// fillMissing says, once all is written, which characters could not be set.
func (b *book) fillMissing() {
	missing := b.typeface.missing
	if len(missing) == 0 {
		return
	}
	named := make([]string, 0, namedMissing)
	for _, m := range missing[:min(len(missing), namedMissing)] {
		named = append(named, fmt.Sprintf("U+%04X (%s)", m.Rune, m.Where))
	}
	text := fmt.Sprintf("%s could not be set; they are shown as %c: %s", counted(len(missing), "character", "characters"), b.typeface.box, strings.Join(named, ", "))
	if more := len(missing) - len(named); more > 0 {
		text += fmt.Sprintf(" and %s more", number(more))
	}
	b.revisit(b.missingPage, func() {
		s := styleBody
		b.text(b.page.left, b.missingY+s.leading*0.5+s.size*0.36, s.with(semibold).in(accent), fmt.Sprint(len(b.limits())+1))
		b.lines(b.page.left+22, b.missingY, s, b.typeface.clip(s, 418, text+".", 6))
	})
}
