package handover

import (
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// documentParts are what the report says of itself as a document.
func documentParts(d *desk.Desk) []scopePart {
	reviewer := slices.IndexFunc(scopeParts(d), func(p scopePart) bool { return p.id == "reviewer" })
	return []scopePart{
		{id: "version", name: d.T("Version"), get: func(e *assess.Engagement) string { return e.ReportVersion },
			set: func(f *engagement.ScopeFields, text string) { f.ReportVersion = &text }},
		scopeParts(d)[reviewer],
		{id: "distribution", name: d.T("Distribution"), hint: d.T("one per line"), lines: 2, private: true,
			get: func(e *assess.Engagement) string { return strings.Join(e.Distribution, "\n") },
			set: func(f *engagement.ScopeFields, text string) { list := listed(text); f.Distribution = &list }},
		{id: "supersedes", name: d.T("Supersedes"), get: func(e *assess.Engagement) string { return e.Supersedes },
			set: func(f *engagement.ScopeFields, text string) { f.Supersedes = &text }},
		{id: "classification", name: d.T("Classification"), hint: d.T("a line on every page"), get: func(e *assess.Engagement) string { return e.Classification },
			set: func(f *engagement.ScopeFields, text string) { f.Classification = &text }},
	}
}

// firmParts are whose the report looks like, but for the logo.
func firmParts(d *desk.Desk) []scopePart {
	return []scopePart{
		{id: "firm", name: d.T("Firm"), get: func(e *assess.Engagement) string { return e.Firm },
			set: func(f *engagement.ScopeFields, text string) { f.Firm = &text }},
		{id: "colour", name: d.T("Colour"), hint: "#1d5bb8", get: func(e *assess.Engagement) string { return e.Colour },
			set: func(f *engagement.ScopeFields, text string) { f.Colour = &text }},
		{id: "disclaimer", name: d.T("Disclaimer"), lines: 3, get: func(e *assess.Engagement) string { return e.Disclaimer },
			set: func(f *engagement.ScopeFields, text string) { f.Disclaimer = &text }},
	}
}

// saveDocument changes one field of the document or firm.
func saveDocument(d *desk.Desk, part scopePart, text string) (string, error) {
	var fields engagement.ScopeFields
	part.set(&fields, text)
	if _, err := d.Session.SetScope(fields); err != nil {
		return "", err
	}
	if strings.TrimSpace(text) == "" {
		return d.T("%s in the report is empty now", part.name), nil
	}
	return d.T("%s in the report is saved", part.name), nil
}
