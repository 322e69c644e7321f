package past

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/history"
)

// fields words the changed fields of one record. The elements of a set stand
// together; when a rule or decision was made is left out, for the commit has a
// time of its own.
func (w *wording) fields(change history.Change) []field {
	var fields []field
	sets := map[string]*set{}
	names := fieldNames(w.c.desk)
	for _, f := range change.Fields {
		base, rest, isSet := strings.Cut(f.Path, "[")
		switch {
		case base == "since" || f.Path == "at":
		case isSet && strings.HasSuffix(rest, "]"):
			if sets[base] == nil {
				sets[base] = &set{at: len(fields)}
				fields = append(fields, field{name: nameOf(w.c.desk, names, base)})
			}
			sets[base].take(w.element(base, strings.TrimSuffix(rest, "]")), f.New != "")
		default:
			fields = append(fields, field{w.fieldName(names, change, f.Path), w.values(change.Ref, f)})
		}
	}
	for _, s := range sets {
		fields[s.at].text = s.words(w.c.desk)
	}
	return fields
}

// fieldName words a path, that of an exclusion's field with what is excluded.
func (w *wording) fieldName(names map[string]string, change history.Change, path string) string {
	if key, last, ok := strings.Cut(path, "]."); ok {
		_, key, _ = strings.Cut(key, "[")
		if what := w.excluded(change, key); what != "" {
			return w.c.desk.T("exclusion %s: %s", desk.OneLine(shorten(what, 40)), w.c.desk.Plain(last))
		}
		return w.c.desk.T("an exclusion that was taken back: %s", w.c.desk.Plain(last))
	}
	return nameOf(w.c.desk, names, path)
}

// excluded is what an exclusion leaves out: as the change says, or else as it is
// stored now.
func (w *wording) excluded(change history.Change, key string) string {
	for _, f := range change.Fields {
		if f.Path == "exclusions["+key+"].what" {
			return cmp.Or(f.New, f.Old)
		}
	}
	return w.c.desk.Session.State().Engagement.Exclusions[key].What
}

// set is what came to a set of values, and what went.
type set struct {
	at             int
	added, removed []string
}

func (s *set) take(element string, added bool) {
	if added {
		s.added = append(s.added, element)
	} else {
		s.removed = append(s.removed, element)
	}
}

func (s *set) words(d *desk.Desk) string {
	var parts []string
	if len(s.added) > 0 {
		parts = append(parts, d.T("added %s", some(d, s.added)))
	}
	if len(s.removed) > 0 {
		parts = append(parts, d.T("removed %s", some(d, s.removed)))
	}
	return strings.Join(parts, "; ")
}

// some lists the first elements and counts the rest.
func some(d *desk.Desk, elements []string) string {
	const most = 12
	slices.Sort(elements)
	if len(elements) > most {
		return strings.Join(elements[:most], ", ") + " " + d.T("and %s more", d.Number(len(elements)-most))
	}
	return strings.Join(elements, ", ")
}

// element words one element of a set.
func (w *wording) element(base, text string) string {
	last := base[strings.LastIndex(base, ".")+1:]
	switch last {
	case "responsible", "consulted", "informed":
		return w.party(text)
	case "assets":
		return w.asset(text)
	case "controls":
		return w.control(text)
	case "data":
		return w.c.desk.Plain(text)
	}
	return w.c.discreet(shorten(text, mostName))
}

// values words a field before and after.
func (w *wording) values(ref assess.Ref, f history.FieldChange) string {
	if w.hidden(ref, f.Path) {
		return w.c.desk.T("hidden while presenting")
	}
	return w.value(ref, f.Path, f.Old) + " → " + w.value(ref, f.Path, f.New)
}

// hidden reports fields that hold a person or what evidence says, while the
// client is looking.
func (w *wording) hidden(ref assess.Ref, path string) bool {
	if !w.c.desk.Presenting {
		return false
	}
	switch path {
	case "boundary.by", "concluded.by", "recorder", "collected_by", "assessor", "inventory_confirmed_by", "email":
		return true
	case "name":
		party := w.c.desk.Session.State().Parties[ref.Key]
		return ref.Kind == assess.KindEvidence || ref.Kind == assess.KindParty && (party == nil || party.Type == assess.Person)
	case "note":
		return true
	}
	return false
}

func (w *wording) value(ref assess.Ref, path, text string) string {
	d, last := w.c.desk, path[strings.LastIndex(path, ".")+1:]
	isParty := last == "accountable" || path == "declared.by" || path == "provided_by" || path == "by" || path == "owner"
	switch {
	case last == "retired" || last == "sample":
		return d.Plain(map[bool]string{true: "yes", false: "no"}[text == "true"])
	case text == "" && isParty:
		return d.T("nobody")
	case text == "":
		return d.T("nothing")
	case isParty:
		return w.party(text)
	case path == "hosting_model":
		return d.HostingName(text)
	case path == "asset":
		return w.asset(text)
	case path == "control":
		return w.control(text)
	case path == "evidence":
		return w.evidence(text)
	case last == "at" || path == "created" || path == "collected_at":
		return w.instant(text)
	case path == "packs" || path == "sha256":
		return hashes(text)
	case slices.Contains(known, last):
		return d.Plain(text)
	}
	if date, err := assess.ParseDate(text); err == nil {
		return date.In(d.Language)
	}
	return w.c.discreet(shorten(text, mostValue))
}

// known are the fields whose values are words of a short list.
var known = []string{
	"status", "approval", "exposure", "lifecycle", "state", "kind", "as", "severity", "method", "gap_addressed", "category",
	"retrieval", "agentic", "fine_tuned", "custom_trained", "owner", "environment",
}

func (w *wording) instant(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return desk.OneLine(shorten(text, mostValue))
	}
	return w.c.desk.Date(at.Local()) + ", " + w.c.desk.Time(at.Local())
}

// hashes writes the beginning of each.
func hashes(text string) string {
	parts := strings.Fields(text)
	for i, part := range parts {
		parts[i] = part[:min(12, len(part))]
	}
	return strings.Join(parts, ", ")
}
