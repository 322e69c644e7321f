package handover

import (
	"fmt"
	"path/filepath"
	"strings"

	"demarc/app/desk"
	"demarc/engagement"
)

// fileName proposes a name for a report: who it is for, which part, and of which
// day.
func fileName(client, part, day string, signed bool) string {
	name := desk.FileWords(client)
	if name == "" {
		name = "report"
	}
	if part != "" {
		name += "-" + part
	}
	if day != "" {
		name += "-" + day
	}
	if !signed {
		name += "-unsigned"
	}
	return name + ".pdf"
}

// outcome is what a finished report says.
type outcome struct {
	head, meaning string
	notes         []string
	file          string // "189 pages · 850 KB"
}

// reportOutcome puts a report that was made into words.
func reportOutcome(d *desk.Desk, r *engagement.Reported, who, meaning string) outcome {
	o := outcome{
		head: d.T("Written, not signed."), meaning: d.T("Its cover says so. Nothing proves that it is unchanged; sign it before it is handed over."),
		file: d.N(r.Pages, "%s page", "%s pages") + " · " + fileSize(d, r.Bytes),
	}
	if r.Signed {
		o.head, o.meaning = d.T("Verified: intact, signed by %s.", who), meaning
	}
	if r.Data != "" {
		o.notes = append(o.notes, d.T("Its data is in %s, beside it.", desk.OneLine(filepath.Base(r.Data))))
	}
	if n := len(r.Missing); n > 0 {
		const named = 6
		var shown []string
		for _, m := range r.Missing[:min(n, named)] {
			shown = append(shown, fmt.Sprintf("U+%04X (%s)", m.Rune, m.Where))
		}
		text := d.N(n, "%s character has no shape in the typeface and stands as a box:", "%s characters have no shape in the typeface and stand as boxes:") + " " + strings.Join(shown, ", ")
		if n > named {
			text += " " + d.T("and %s more", d.Number(n-named))
		}
		o.notes = append(o.notes, text+".")
	}
	return o
}

func fileSize(d *desk.Desk, bytes int) string {
	if bytes < 1<<20 {
		return d.T("%s KB", d.Number(max(1, bytes>>10)))
	}
	return d.T("%s MB", d.Decimal(float64(bytes)/(1<<20)))
}

// stepWords says what is being done for a report.
func stepWords(d *desk.Desk, step engagement.ReportStep, done, total int) string {
	switch step {
	case engagement.ReportCompose:
		return d.T("Composing")
	case engagement.ReportSign:
		return d.T("Signing")
	case engagement.ReportVerify:
		return d.T("Reading back and verifying")
	}
	return d.T("Setting pages, %s %%", d.Number(100*done/max(1, total)))
}

// stepNumber says which of how many steps it is.
func stepNumber(step engagement.ReportStep, signed bool) (number, of int) {
	steps := []engagement.ReportStep{engagement.ReportCompose, engagement.ReportPages, engagement.ReportVerify}
	if signed {
		steps = []engagement.ReportStep{engagement.ReportCompose, engagement.ReportPages, engagement.ReportSign, engagement.ReportVerify}
	}
	for i, s := range steps {
		if s == step {
			number = i + 1
		}
	}
	return number, len(steps)
}
