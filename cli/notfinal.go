package cli

import (
	"fmt"
	"io"

	"demarc/engagement"
)

// undecidedListed is how many findings without a decision are listed where a
// final report is refused; --json lists all.
const undecidedListed = 20

// notFinal lists what a final report was refused for.
func (a *app) notFinal(s *engagement.Session, path string, refusal error) error {
	data, err := headJSON(s)
	if err != nil {
		return err
	}
	missing := []map[string]any{}
	for _, omission := range s.Omissions() {
		missing = append(missing, map[string]any{"id": omission.ID, "what": omission.What.String(), "findings": omission.Count})
	}
	undecided, list := s.Undecided(), []map[string]any{}
	for i := range undecided {
		list = append(list, findingJSON(s, &undecided[i]))
	}
	data["refused"], data["missing"], data["undecided"] = true, missing, list
	if err := a.answer(data, func(w io.Writer) { a.writeNotFinal(w, s, path) }); err != nil {
		return err
	}
	return refusal
}

func (a *app) writeNotFinal(w io.Writer, s *engagement.Session, path string) {
	if a.flags.quiet {
		return
	}
	fmt.Fprintln(w, "missing in a final report:")
	for _, omission := range s.Omissions() {
		fmt.Fprintf(w, "  %s\n", omission.What)
	}
	undecided := s.Undecided()
	if len(undecided) == 0 {
		return
	}
	fmt.Fprintln(w, "\nnot decided about:")
	for i := range undecided {
		if i == undecidedListed {
			fmt.Fprintf(w, "  … and %s more (demarc findings %s --undecided --most 0 lists all)\n", number(len(undecided)-i), oneLine(engagement.QuotedPath(path)))
			return
		}
		f := &undecided[i]
		fmt.Fprintf(w, "  %-8s %3d  %s  [%s]\n", f.Severity, f.Score, oneLine(f.Title(nil)), f.ID)
	}
}
