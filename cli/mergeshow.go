package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"demarc/engagement"
)

func mergeJSON(m *engagement.Merging) map[string]any {
	conflicts := []map[string]any{}
	for i := range m.Conflicts {
		conflicts = append(conflicts, conflictJSON(m, &m.Conflicts[i]))
	}
	head, other := m.Heads()
	data := map[string]any{
		"head": head.String(), "other_head": other.String(), "commits": len(m.Commits), "by": notNil(m.By), "forward": m.Forward, "nothing": m.Nothing,
		"undone": nil, "forgotten": len(m.Forgotten), "conflicts": conflicts, "sentences": notNil(m.Sentences(nil)),
	}
	if u := m.Undone; u != nil {
		data["undone"] = map[string]any{"merge": u.Merge.ID.String(), "undo": u.Undo.ID.String(), "time": u.Undo.Header.Time.String(), "author": u.Undo.Header.Author}
	}
	return data
}

func conflictJSON(m *engagement.Merging, c *engagement.MergeConflict) map[string]any {
	w := m.Words(nil, c)
	side := func(v engagement.MergeValue, names map[string]string, says []string) map[string]any {
		data := map[string]any{"fields": notNilFields(v.Fields), "names": names, "says": notNil(says), "author": "", "time": "", "commit": ""}
		if v.Known {
			data["author"], data["time"], data["commit"] = v.Said.Header.Author, v.Said.Header.Time.String(), v.Said.ID.String()
		}
		return data
	}
	return map[string]any{
		"id": c.ID, "kind": c.Kind, "record": c.Ref.Kind, "key": c.Ref.Key, "name": w.Name, "unit": c.Unit, "about": w.Unit,
		"base": map[string]any{"fields": notNilFields(c.Base.Fields), "names": w.Base, "known": !c.BaseUnknown},
		"ours": side(c.Ours, w.Ours, w.OursSays), "theirs": side(c.Theirs, w.Theirs, w.TheirsSays),
		"choices": c.Choices, "take": "",
	}
}

func notNilFields(fields map[string]string) map[string]string {
	if fields == nil {
		return map[string]string{}
	}
	return fields
}

func writeMerging(w io.Writer, m *engagement.Merging, name, other string) {
	switch {
	case m.Undone != nil:
		fmt.Fprintf(w, "%s has everything of %s, but %s\n", oneLine(name), oneLine(other), oneLine(m.Undone.Said().String()))
		return
	case m.Nothing:
		fmt.Fprintf(w, "%s has everything of %s already\n", oneLine(name), oneLine(other))
		return
	case m.Forward:
		fmt.Fprintf(w, "%s only lags behind and would take over %s\n", oneLine(name), comes(m))
	default:
		fmt.Fprintf(w, "would merge %s\n", comes(m))
	}
	writeSentences(w, m)
	if n := len(m.Forgotten); n > 0 {
		fmt.Fprintf(w, "%s forgotten on one side, and would go\n", plural(n, "record was", "records were"))
	}
	writeConflicts(w, m)
}

// comes says how much comes, and by whom.
func comes(m *engagement.Merging) string {
	by := ""
	if len(m.By) > 0 {
		by = " by " + listed(m.By)
	}
	return oneLine(plural(len(m.Commits), "commit", "commits") + by)
}

func listed(names []string) string { return oneLine(strings.Join(names, ", ")) }

func filesWords(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + plural(n, "evidence file", "evidence files")
}

func writeSentences(w io.Writer, m *engagement.Merging) {
	for _, sentence := range m.Sentences(nil) {
		fmt.Fprintf(w, "  %s\n", oneLine(sentence))
	}
}

func writeConflicts(w io.Writer, m *engagement.Merging) {
	if len(m.Conflicts) == 0 {
		return
	}
	fmt.Fprintf(w, "%s to answer:\n", plural(len(m.Conflicts), "conflict", "conflicts"))
	for i := range m.Conflicts {
		c := &m.Conflicts[i]
		said := m.Words(nil, c)
		fmt.Fprintf(w, "  %s  %s %s: %s\n", c.ID, said.Record, oneLine(said.Name), oneLine(said.Unit))
		if c.Kind == engagement.FieldConflict {
			fmt.Fprintf(w, "    before  %s\n", baseWords(c, said.Base))
		}
		writeSide(w, "ours", c.Ours, said.Ours, said.OursSays)
		writeSide(w, "theirs", c.Theirs, said.Theirs, said.TheirsSays)
	}
}

func baseWords(c *engagement.MergeConflict, names map[string]string) string {
	if c.BaseUnknown {
		return "answered differently in earlier merges"
	}
	return valueWords(c.Base, names)
}

func writeSide(w io.Writer, side string, v engagement.MergeValue, names map[string]string, says []string) {
	text := valueWords(v, names)
	if len(says) > 0 {
		text = strings.Join(says, "; ")
	}
	by := ""
	if v.Known {
		by = fmt.Sprintf(" (%s, %s, commit %s)", v.Said.Header.Author, v.Said.Header.Time.Time().Local().Format("2 January 2006 15:04"), v.Said.ID.Short())
	}
	fmt.Fprintf(w, "    %-7s %s%s\n", side, cut(oneLine(text), 120), oneLine(by))
}

// valueWords writes the fields of one side, with names in the place of ids.
func valueWords(v engagement.MergeValue, names map[string]string) string {
	var parts []string
	for _, path := range slices.Sorted(maps.Keys(v.Fields)) {
		text := v.Fields[path]
		if name := names[path]; name != "" {
			text = name
		}
		if len(v.Fields) == 1 {
			return fmt.Sprintf("%q", cut(text, 80))
		}
		parts = append(parts, fmt.Sprintf("%s %q", path, cut(text, 40)))
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}
