package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/engagement"
	"demarc/exchange"
)

// writeWarnings says what an import leaves to a person: rows that may be taken
// for one another, assets that the list no longer names, and parties that have
// to be there first.
func writeWarnings(w io.Writer, p *engagement.Preview) {
	for _, repeat := range p.Repeated[:min(10, len(p.Repeated))] {
		has := "have the id"
		if repeat.Named {
			has = "have no id and are all called"
		}
		fmt.Fprintf(w, "%-12s %s rows %s %s; of those taken, the last one counts\n", "repeated", number(repeat.Rows), has, cut(oneLine(repeat.ID), 60))
	}
	if n := len(p.Repeated) - 10; n > 0 {
		fmt.Fprintf(w, "%-12s and %s more\n", "repeated", number(n))
	}
	if n := len(p.ByOrder); n > 0 {
		lines := make([]string, n)
		for i, line := range p.ByOrder {
			lines[i] = fmt.Sprint(line)
		}
		fmt.Fprintf(w, "%-12s %s rows have the same name and place as another and are told apart by their order alone: lines %s (give them an id column)\n",
			"by order", number(n), firstTen(lines))
	}
	if n := len(p.Gone); n > 0 {
		names := make([]string, n)
		for i, asset := range p.Gone {
			names[i] = cut(oneLine(asset.Name), 60)
		}
		fmt.Fprintf(w, "%-12s %s not in the file: %s\n", "gone", plural(n, "asset of earlier imports is", "assets of earlier imports are"), firstTen(names))
	}
	writePartyHint(w, p)
}

// writePartyHint says once how parties that are not known come to be.
func writePartyHint(w io.Writer, p *engagement.Preview) {
	problems := slices.Clone(p.Notes)
	for _, row := range p.Rejected {
		problems = append(problems, row.Problems...)
	}
	if slices.ContainsFunc(problems, func(problem exchange.Problem) bool {
		return strings.Contains(problem.Reason.String(), "is no known party")
	}) {
		fmt.Fprintf(w, "%-12s add parties first with `demarc party add`\n", "hint")
	}
}

func firstTen(texts []string) string {
	const shown = 10
	if len(texts) <= shown {
		return strings.Join(texts, ", ")
	}
	return strings.Join(texts[:shown], ", ") + fmt.Sprintf(" … and %d more", len(texts)-shown)
}

func goneJSON(gone []*assess.Asset) []map[string]string {
	list := []map[string]string{}
	for _, asset := range gone {
		list = append(list, map[string]string{"asset_id": asset.ID, "asset": asset.Name})
	}
	return list
}
