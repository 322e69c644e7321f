package handover

import (
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// scopePart is one field of the scope statement.
type scopePart struct {
	id, name, hint string
	lines          int // of the field; 0 is one line
	private        bool
	// missing is what the checklist says while the field is empty, why what the
	// report wants it for; both are empty where it may be.
	missing, why string
	get          func(*assess.Engagement) string
	set          func(*engagement.ScopeFields, string)
}

// scopeParts are the fields of the scope statement, in the order of the report.
func scopeParts(d *desk.Desk) []scopePart {
	return []scopePart{
		{id: "client", name: d.T("Client"), get: func(e *assess.Engagement) string { return e.Client },
			set: func(f *engagement.ScopeFields, text string) { f.Client = &text }},
		{id: "title", name: d.T("Title"), get: func(e *assess.Engagement) string { return e.Title },
			set: func(f *engagement.ScopeFields, text string) { f.Title = &text }},
		{id: "assessor", name: d.T("Assessor"), private: true, missing: d.T("No assessor"), why: d.T("Say who prepares the report."), get: func(e *assess.Engagement) string { return e.Assessor },
			set: func(f *engagement.ScopeFields, text string) { f.Assessor = &text }},
		{id: "reviewer", name: d.T("Reviewer"), private: true, missing: d.T("No reviewer but the assessor"), why: d.T("Somebody else than who prepared the report reads it before it is final."),
			get: func(e *assess.Engagement) string { return e.Reviewer },
			set: func(f *engagement.ScopeFields, text string) { f.Reviewer = &text }},
		{id: "objective", name: d.T("Objective"), lines: 3, missing: d.T("No objective"), why: d.T("Say what the client wants to know, in a sentence or two."),
			get: func(e *assess.Engagement) string { return e.Objective },
			set: func(f *engagement.ScopeFields, text string) { f.Objective = &text }},
		{id: "criteria", name: d.T("Criteria"), lines: 2, missing: d.T("No criteria"), why: d.T("Say against what the assets were judged."),
			get: func(e *assess.Engagement) string { return e.Criteria },
			set: func(f *engagement.ScopeFields, text string) { f.Criteria = &text }},
		{id: "as_of", name: d.T("As of"), hint: "2026-11-21", missing: d.T("No as-of date"), why: d.T("Say of which day the report speaks."),
			get: func(e *assess.Engagement) string { return e.AsOf.String() },
			set: func(f *engagement.ScopeFields, text string) { f.AsOf = &text }},
		{id: "period", name: d.T("Period"), hint: "2026-01-01..2026-06-30", missing: d.T("No period"), why: d.T("Say which time the evidence covers."),
			get: period, set: func(f *engagement.ScopeFields, text string) { f.Period = &text }},
		{id: "units", name: d.T("Units"), hint: d.T("one per line"), lines: 2, missing: d.T("No units in scope"), why: d.T("Say which parts of the client were looked at."),
			get: func(e *assess.Engagement) string { return strings.Join(e.Units, "\n") },
			set: func(f *engagement.ScopeFields, text string) { list := listed(text); f.Units = &list }},
		{id: "accounts", name: d.T("Accounts"), hint: d.T("one per line"), lines: 2,
			get: func(e *assess.Engagement) string { return strings.Join(e.Accounts, "\n") },
			set: func(f *engagement.ScopeFields, text string) { list := listed(text); f.Accounts = &list }},
		{id: "confirmed_by", name: d.T("Confirmed by"), private: true, missing: d.T("Inventory confirmed by nobody"), why: d.T("Somebody at the client says that the inventory is complete. Until then the report states that assets which are not listed were not assessed."),
			get: func(e *assess.Engagement) string { return e.ConfirmedBy },
			set: func(f *engagement.ScopeFields, text string) { f.ConfirmedBy = &text }},
		{id: "confirmed_on", name: d.T("Confirmed on"), hint: "2026-11-21", get: func(e *assess.Engagement) string { return e.ConfirmedOn.String() },
			set: func(f *engagement.ScopeFields, text string) { f.ConfirmedOn = &text }},
		{id: "reliance", name: d.T("Reliance"), lines: 2, get: func(e *assess.Engagement) string { return e.Reliance },
			set: func(f *engagement.ScopeFields, text string) { f.Reliance = &text }},
		{id: "restricted_use", name: d.T("Restricted use"), lines: 2, get: func(e *assess.Engagement) string { return e.RestrictedUse },
			set: func(f *engagement.ScopeFields, text string) { f.RestrictedUse = &text }},
	}
}

// period writes the period as it is typed.
func period(e *assess.Engagement) string {
	if e.PeriodFrom == 0 && e.PeriodTo == 0 {
		return ""
	}
	return e.PeriodFrom.String() + ".." + e.PeriodTo.String()
}

// listed reads one thing per line.
func listed(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(desk.OneLine(line)); line != "" && !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	return list
}

// saveScope changes one field. The sentence says what was done.
func saveScope(d *desk.Desk, part scopePart, text string) (string, error) {
	var fields engagement.ScopeFields
	part.set(&fields, text)
	if _, err := d.Session.SetScope(fields); err != nil {
		return "", err
	}
	if strings.TrimSpace(text) == "" {
		return d.T("%s in the scope statement is empty now", part.name), nil
	}
	return d.T("%s in the scope statement is saved", part.name), nil
}
