package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) findingsCommand() *cobra.Command {
	command := &cobra.Command{Use: "findings ENGAGEMENT", Short: "Show what is wrong, most severe first", Args: exactly("ENGAGEMENT")}
	kinds := command.Flags().StringArray("kind", nil, "only this kind; may be repeated")
	failOn := command.Flags().String("fail-on", "", "exit 1 at or above this severity: "+assess.Words(assess.Severities))
	undecided := command.Flags().Bool("undecided", false, "only those about which nothing is decided")
	most := command.Flags().Int("most", 40, "how many to list (0: all; --json lists all)")
	command.RunE = func(_ *cobra.Command, args []string) error {
		wanted := map[assess.FindingKind]bool{}
		for _, text := range *kinds {
			kind, ok := assess.Parse(text, assess.FindingKinds)
			if !ok {
				return wrong("%q is no kind of finding: it is %s", text, assess.Words(assess.FindingKinds)).plain()
			}
			wanted[kind] = true
		}
		bar, ok := assess.Parse(*failOn, assess.Severities)
		if *failOn != "" && !ok {
			return wrong("%q is no severity: it is %s", *failOn, assess.Words(assess.Severities)).plain()
		}
		return a.looking(args[0], func(s *engagement.Session) error { return a.findings(s, findingFilter{wanted, *undecided}, bar, *most) })
	}
	return command
}

// findingFilter says which findings are shown.
type findingFilter struct {
	kinds     map[assess.FindingKind]bool // none: all
	undecided bool
}

func (f findingFilter) of(s *engagement.Session) []assess.Finding {
	found := s.Evaluation().Findings()
	if f.undecided {
		found = s.Undecided()
	}
	if len(f.kinds) == 0 {
		return found
	}
	var shown []assess.Finding
	for _, finding := range found {
		if f.kinds[finding.Kind] {
			shown = append(shown, finding)
		}
	}
	return shown
}

func (a *app) findings(s *engagement.Session, filter findingFilter, bar assess.Severity, most int) error {
	all, shown := s.Evaluation().Findings(), filter.of(s)
	data, err := headJSON(s)
	if err != nil {
		return err
	}
	data["totals"] = totalsJSON(s.Evaluation().Totals())
	list := make([]map[string]any, 0, len(shown))
	for i := range shown {
		list = append(list, findingJSON(s, &shown[i]))
	}
	data["findings"] = list
	if err := a.answer(data, func(w io.Writer) { writeFindings(w, s, all, shown, filter, most) }); err != nil {
		return err
	}
	if bar != "" && len(shown) > 0 && severest(shown).Rank() >= bar.Rank() {
		return errNo
	}
	return nil
}

func severest(findings []assess.Finding) assess.Severity {
	worst := assess.SeverityLow
	for i := range findings {
		if findings[i].Severity.Rank() > worst.Rank() {
			worst = findings[i].Severity
		}
	}
	return worst
}

func writeFindings(w io.Writer, s *engagement.Session, all, shown []assess.Finding, filter findingFilter, most int) {
	totals := s.Evaluation().Totals()
	fmt.Fprintf(w, "%s\n%s\n%s\n", sumLine(totals), knownLine(totals), rateLine(totals))
	if len(all) == 0 {
		fmt.Fprintf(w, "\nno findings in %s assessed cells; %s not assessed\n", number(totals.Applicable-totals.NotAssessed), number(totals.NotAssessed))
		return
	}
	if len(shown) == 0 && filter.undecided {
		fmt.Fprintf(w, "\nno such finding without a decision, and %s in all\n", number(len(all)))
		return
	}
	if len(shown) == 0 {
		fmt.Fprintf(w, "\nno findings of this kind, and %s of others\n", number(len(all)))
		return
	}
	counts := assess.SeverityCounts(shown)
	fmt.Fprintf(w, "\nfindings: critical %d, high %d, medium %d, low %d\n", counts[3], counts[2], counts[1], counts[0])
	fmt.Fprintln(w, "\nmost urgent:")
	for i, action := range s.Evaluation().Urgent(shown, 5) {
		fmt.Fprintf(w, "  %d %-8s %3d  %s\n", i+1, action.Severity, action.Score, cut(oneLine(strings.TrimSuffix(urgentWords(action), ".")), 110))
	}
	fmt.Fprintln(w)
	for i := range shown {
		if most > 0 && i == most {
			fmt.Fprintf(w, "… and %s more (--most 0 lists all)\n", number(len(shown)-i))
			return
		}
		writeFinding(w, s, &shown[i])
	}
}

// urgentWords says what to do about what; the action's first sentence is
// enough, the findings tell the rest.
func urgentWords(action assess.UrgentAction) string {
	todo, _, _ := strings.Cut(action.Action.String(), ". ")
	if action.Asset != nil && strings.Contains(todo, action.Asset.Name) {
		return todo
	}
	about := ""
	if action.Control != nil {
		about = action.Control.Short
	}
	switch {
	case action.Asset != nil:
		about = strings.TrimPrefix(about+" on "+action.Asset.Name, " on ")
	case action.Cells > 1:
		about = strings.TrimPrefix(about+" on "+plural(action.Cells, "asset", "assets"), " on ")
	}
	return strings.TrimPrefix(about+": "+todo, ": ")
}

func writeFinding(w io.Writer, s *engagement.Session, f *assess.Finding) {
	severity := string(f.Severity)
	if f.Severity != f.SumSeverity {
		severity += " (was " + string(f.SumSeverity) + ")"
	}
	fmt.Fprintf(w, "%-8s %3d  %s  [%s, %s]\n", severity, f.Score, oneLine(f.Title(nil)), f.ID, f.Kind)
	fmt.Fprintf(w, "              %s\n", assess.SumText(f.Sum))
	if d := f.Disposition; d != nil {
		text := words(f.State(s.Evaluation().Today()))
		if name := partyName(s, d.By); name != "" {
			text += " by " + name
		}
		if d.Until != 0 {
			text += " until " + d.Until.String()
		}
		fmt.Fprintf(w, "              %s: %s\n", text, oneLine(orElse(d.Reason, d.SeverityReason)))
	}
}

func (a *app) decideCommand() *cobra.Command {
	var fields engagement.DecisionFields
	command := &cobra.Command{Use: "decide ENGAGEMENT FINDING --as DISPOSITION", Short: "Record what was decided about a finding", Args: exactly("ENGAGEMENT", "FINDING")}
	flags := command.Flags()
	flags.StringVar(&fields.As, "as", "", "disposition: "+assess.Words(assess.DispositionStates))
	flags.StringVar(&fields.By, "by", "", "party that accepts, verified or disputes")
	flags.StringVar(&fields.Authority, "authority", "", "with what authority")
	flags.StringVar(&fields.Until, "until", "", "date until which it holds")
	flags.StringVar(&fields.Reason, "reason", "", "why; the response of a dispute")
	flags.StringVar(&fields.Evidence, "evidence", "", "evidence of a fix")
	flags.StringVar(&fields.Severity, "severity", "", "the assessor's own severity, or sum for the rules'")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			finding, err := s.Decide(args[1], fields)
			if err != nil {
				return err
			}
			return a.done(findingJSON(s, finding), "%s: %s, %s", finding.Title(nil), words(finding.State(s.Evaluation().Today())), finding.Severity)
		})
	}
	return command
}

func (a *app) actionCommand() *cobra.Command {
	return group("action", "What is to be done about findings", a.actionAdd(), a.actionEdit(), a.actionList(), a.actionClose())
}

func actionFlags(command *cobra.Command) func() engagement.ActionFields {
	flags := command.Flags()
	title := optional(flags, "title", "what is to be done")
	owner := optional(flags, "owner", "party that does it")
	due := optional(flags, "due", "date by which it is due")
	state := optional(flags, "state", "state: "+assess.Words(assess.ActionStates))
	notes := optional(flags, "notes", "notes")
	findings := flags.StringArray("finding", nil, "finding that it answers; may be repeated")
	return func() engagement.ActionFields {
		return engagement.ActionFields{Title: title(), Owner: owner(), Due: due(), State: state(), Notes: notes(), AddFindings: *findings}
	}
}

func actionJSON(s *engagement.Session, action *assess.Action) map[string]any {
	data := recordJSON(action, "title", "state", "due")
	data["owner_name"] = partyName(s, action.Owner)
	return data
}

func (a *app) actionAdd() *cobra.Command {
	command := &cobra.Command{Use: "add ENGAGEMENT", Short: "Add an action", Args: exactly("ENGAGEMENT")}
	fields := actionFlags(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			action, err := s.AddAction(fields())
			if err != nil {
				return err
			}
			return a.done(actionJSON(s, action), "added the action %s (%s)", action.Title, action.ID)
		})
	}
	return command
}

func (a *app) actionEdit() *cobra.Command {
	command := &cobra.Command{Use: "edit ENGAGEMENT ACTION", Short: "Change an action", Args: exactly("ENGAGEMENT", "ACTION")}
	fields := actionFlags(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			action, err := s.EditAction(args[1], fields())
			if err != nil {
				return err
			}
			return a.done(actionJSON(s, action), "changed the action %s", action.Title)
		})
	}
	return command
}

func (a *app) actionClose() *cobra.Command {
	return &cobra.Command{Use: "close ENGAGEMENT ACTION", Short: "Mark an action as done", Args: exactly("ENGAGEMENT", "ACTION"), RunE: func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			action, err := s.CloseAction(args[1])
			if err != nil {
				return err
			}
			return a.done(actionJSON(s, action), "closed the action %s", action.Title)
		})
	}}
}

func (a *app) actionList() *cobra.Command {
	return &cobra.Command{Use: "list ENGAGEMENT", Short: "List the actions, by due date", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			list := []map[string]any{}
			for _, action := range s.State().SortedActions() {
				list = append(list, actionJSON(s, action))
			}
			return a.answer(map[string]any{"actions": list}, func(w io.Writer) {
				if len(list) == 0 {
					fmt.Fprintln(w, "no actions yet: add one with `demarc action add`")
					return
				}
				t := newTable(w, "DUE", "STATE", "OWNER", "ACTION", "FINDINGS", "ID")
				for _, action := range s.State().SortedActions() {
					t.row(orDash(action.Due.String()), words(action.State), orElse(partyName(s, action.Owner), "nobody"), action.Title, fmt.Sprint(len(action.Findings)), action.ID)
				}
				t.end()
			})
		})
	}}
}
