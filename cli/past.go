package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
	"demarc/history"
)

func (a *app) logCommand() *cobra.Command {
	var filter engagement.LogFilter
	command := &cobra.Command{Use: "log ENGAGEMENT", Short: "Show what was changed, newest first", Args: exactly("ENGAGEMENT")}
	flags := command.Flags()
	flags.StringVar(&filter.Asset, "asset", "", "only changes of this asset and its cells")
	flags.StringVar(&filter.Control, "control", "", "only changes of this control")
	flags.StringVar(&filter.By, "by", "", "only changes by this author")
	flags.IntVar(&filter.Most, "most", 0, "at most so many")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			log, err := s.Log(nil, filter)
			if err != nil {
				return err
			}
			entries := []map[string]any{}
			for _, entry := range log {
				entries = append(entries, entryJSON(entry))
			}
			return a.answer(map[string]any{"commits": entries}, func(w io.Writer) { writeLog(w, log) })
		})
	}
	return command
}

func entryJSON(entry engagement.LogEntry) map[string]any {
	return map[string]any{
		"id": entry.ID.String(), "time": entry.Header.Time.String(), "author": entry.Header.Author, "capacity": entry.Header.Capacity,
		"signed": entry.Header.Signer != "", "kind": entry.Header.Kind, "target": entry.Header.Target.String(), "reason": entry.Header.Reason, "on_line": entry.OnLine, "catalog": entry.Header.Catalogue,
		"sentences": notNil(entry.Sentences), "changes": changesJSON(entry.Changes),
	}
}

func changesJSON(changes []history.Change) []map[string]any {
	list := []map[string]any{}
	for _, change := range changes {
		list = append(list, map[string]any{"record": change.Ref.Kind, "key": change.Ref.Key, "fields": change.Fields})
	}
	return list
}

// writeLog groups by day, as a history that a person wrote would.
func writeLog(w io.Writer, log []engagement.LogEntry) {
	day := ""
	for _, entry := range log {
		at := entry.Header.Time.Time().Local()
		if today := at.Format("Monday, 2 January 2006"); today != day {
			if day != "" {
				fmt.Fprintln(w)
			}
			fmt.Fprintln(w, today)
			day = today
		}
		text := engagement.OneSentence(nil, entry.Sentences)
		fmt.Fprintf(w, "  %s  %s  %s (%s): %s\n", at.Format("15:04"), entry.ID.Short(), oneLine(entry.Header.Author), entry.Header.Capacity, oneLine(text))
	}
}

func (a *app) undoCommand() *cobra.Command {
	return &cobra.Command{Use: "undo ENGAGEMENT", Short: "Take the last change back", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			sentence, err := s.Undo(nil)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"undone": sentence, "totals": totalsJSON(s.Evaluation().Totals())}, "undid: %s", sentence)
		})
	}}
}

func (a *app) redoCommand() *cobra.Command {
	return &cobra.Command{Use: "redo ENGAGEMENT", Short: "Make the change again that was undone last", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			sentence, err := s.Redo(nil)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"redone": sentence, "totals": totalsJSON(s.Evaluation().Totals())}, "redid: %s", sentence)
		})
	}}
}

func (a *app) diffCommand() *cobra.Command {
	command := &cobra.Command{Use: "diff ENGAGEMENT --since COMMIT|DATE", Short: "Show what changed since a commit or a day", Args: exactly("ENGAGEMENT")}
	since := command.Flags().String("since", "", "a commit, or the end of a day (YYYY-MM-DD)")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *since == "" {
			return wrong("say since when").with("give a commit or a date with --since")
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			d, err := s.Diff(nil, *since)
			if err != nil {
				return err
			}
			return a.answer(diffJSON(s, d), func(w io.Writer) { writeDiff(w, d) })
		})
	}
	return command
}

func diffJSON(s *engagement.Session, d *engagement.Difference) map[string]any {
	list := func(findings []assess.Finding) []map[string]any {
		shapes := []map[string]any{}
		for i := range findings {
			shapes = append(shapes, findingJSON(s, &findings[i]))
		}
		return shapes
	}
	return map[string]any{
		"since": map[string]any{"id": d.Since.ID.String(), "time": d.Since.Header.Time.String()}, "commits": d.Commits,
		"before": totalsJSON(d.Before), "now": totalsJSON(d.Now), "sentences": notNil(d.Sentences), "changes": changesJSON(d.Changes),
		"findings_new": list(d.New), "findings_settled": list(d.Settled),
		"findings": changedJSON(s, d.Findings), "counts": countChanges(d.Findings),
	}
}

// changedJSON lists findings with what became of them.
func changedJSON(s *engagement.Session, findings []engagement.FindingChange) []map[string]any {
	shapes := []map[string]any{}
	for i := range findings {
		shape := findingJSON(s, &findings[i].Finding)
		shape["change"], shape["because"] = findings[i].Change, findings[i].Because
		shapes = append(shapes, shape)
	}
	return shapes
}

func countChanges(findings []engagement.FindingChange) map[engagement.ChangeOfFinding]int {
	counts := map[engagement.ChangeOfFinding]int{}
	for _, change := range engagement.ChangesOfFindings {
		counts[change] = 0
	}
	for i := range findings {
		counts[findings[i].Change]++
	}
	return counts
}

func writeDiff(w io.Writer, d *engagement.Difference) {
	fmt.Fprintf(w, "since %s, commit %s: %s\n", d.Since.Header.Time.Time().Local().Format("2 January 2006 15:04"), d.Since.ID.Short(), plural(d.Commits, "commit", "commits"))
	fmt.Fprintf(w, "then  %s\nnow   %s\n", sumLine(d.Before), sumLine(d.Now))
	fmt.Fprintf(w, "findings: %d new, %d settled\n", len(d.New), len(d.Settled))
	for _, change := range engagement.ChangesOfFindings {
		writeChanged(w, change, d.Findings)
	}
	fmt.Fprintln(w, "changes:")
	for _, sentence := range d.Sentences {
		fmt.Fprintf(w, "  %s\n", oneLine(sentence))
	}
}

// becauseWords say why a finding came or went.
var becauseWords = map[engagement.Cause]string{
	engagement.BecauseTime: "by the passing of time", engagement.BecauseCatalogue: "by the catalogue", engagement.BecauseClient: "by the client",
}

// writeChanged writes the findings of which the same became. Those that are open
// as before are only counted: `demarc findings` lists them.
func writeChanged(w io.Writer, change engagement.ChangeOfFinding, findings []engagement.FindingChange) {
	n := countChanges(findings)[change]
	if fmt.Fprintf(w, "%s: %s\n", words(change), number(n)); n == 0 || change == engagement.FindingStillOpen {
		return
	}
	for i := range findings {
		if f := &findings[i]; f.Change == change {
			fmt.Fprintf(w, "  %-8s  %s (%s)\n", f.Severity, oneLine(f.Title(nil)), becauseWords[f.Because])
		}
	}
}
