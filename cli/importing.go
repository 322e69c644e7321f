package cli

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"demarc/engagement"
	"demarc/exchange"
)

type importFlags struct {
	dryRun, guess, skipRejected bool
	mapFile, onConflict         string
	set                         []string
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	command := &cobra.Command{
		Use:   "import ENGAGEMENT FILE...",
		Short: "Take assets in from a table (CSV)",
		Long: "Reads a table of assets. One import is one commit; importing the same file again\n" +
			"changes nothing. Any other header than ours needs a map: --guess-map FILE proposes\n" +
			"one to correct, --map applies it.",
		Args: func(command *cobra.Command, args []string) error {
			if f.guess {
				return exactly("FILE")(command, args)
			}
			return between(2, -1, "ENGAGEMENT", "FILE")(command, args)
		},
	}
	flags := command.Flags()
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would happen and change nothing")
	flags.BoolVar(&f.guess, "guess-map", false, "write a map for FILE to standard output, to be corrected")
	flags.StringVar(&f.mapFile, "map", "", "map from their columns and words to ours (YAML)")
	flags.StringArrayVar(&f.set, "set", nil, "FIELD=VALUE where a row says nothing; may be repeated")
	flags.StringVar(&f.onConflict, "on-conflict", "", "decide conflicts: mine, theirs or ask")
	flags.BoolVar(&f.skipRejected, "skip-rejected", false, "import the good rows and list the others")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if f.guess {
			return a.guessMap(args[0])
		}
		options, err := a.importOptions(f)
		if err != nil {
			return err
		}
		if f.dryRun {
			return a.looking(args[0], func(s *engagement.Session) error { return a.previewImport(s, args[1:], options) })
		}
		return a.changing(args[0], func(s *engagement.Session) error { return a.runImport(s, args[1:], options) })
	}
	return command
}

func (a *app) guessMap(path string) error {
	catalogue, err := a.library.BaseCatalogue()
	if err != nil {
		return err
	}
	guessed, err := engagement.GuessMap(path, catalogue)
	if err != nil {
		return err
	}
	_, err = a.streams.Out.Write(guessed.Encode())
	return err
}

func (a *app) importOptions(f importFlags) (engagement.ImportOptions, error) {
	options := engagement.ImportOptions{SkipRejected: f.skipRejected, Set: map[string]string{}}
	for _, text := range f.set {
		field, value, ok := strings.Cut(text, "=")
		if !ok {
			return options, wrong("--set %q says no value", text).with("write it as FIELD=VALUE, such as exposure=internal")
		}
		options.Set[strings.TrimSpace(field)] = value
	}
	switch choice := engagement.Choice(strings.ToLower(f.onConflict)); {
	case choice == engagement.ChoiceNone || choice == engagement.ChoiceMine || choice == engagement.ChoiceTheirs:
		options.OnConflict = choice
	case choice == "ask":
		options.Ask = a.askConflict
	default:
		return options, wrong("%q is no choice: it is mine, theirs or ask", f.onConflict).plain()
	}
	if f.mapFile != "" {
		data, err := readText(f.mapFile, 8<<20)
		if err != nil {
			return options, wrong("the map %s cannot be read: %v", filepath.Base(f.mapFile), err).with("make one with demarc import --guess-map FILE > MAP.yaml")
		}
		if options.Map, err = exchange.ReadMap(filepath.Base(f.mapFile), data); err != nil {
			return options, wrong("%v", err).plain()
		}
	}
	return options, nil
}

// askConflict asks the person at the terminal.
func (a *app) askConflict(row engagement.ImportRow) (engagement.Choice, error) {
	if !term.IsTerminal(int(a.streams.In.Fd())) {
		return "", wrong("--on-conflict ask needs a terminal").with("choose mine or theirs")
	}
	fmt.Fprintf(a.streams.Err, "%s, line %d, %s:\n", row.File, row.Line, oneLine(row.Name))
	for _, f := range row.Conflicts {
		fmt.Fprintf(a.streams.Err, "  %s: mine %q, theirs %q\n", words(f.Field), cut(f.Old, 60), cut(f.New, 60))
	}
	if row.Repeats {
		fmt.Fprintln(a.streams.Err, "  several rows are about this asset")
	}
	for {
		fmt.Fprint(a.streams.Err, "[m]ine or [t]heirs? ")
		line, err := bufio.NewReader(a.streams.In).ReadString('\n')
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "m", "mine":
			return engagement.ChoiceMine, nil
		case "t", "theirs":
			return engagement.ChoiceTheirs, nil
		}
		if err != nil {
			return "", wrong("the conflict was not decided, so nothing was imported").plain()
		}
	}
}

func (a *app) previewImport(s *engagement.Session, files []string, options engagement.ImportOptions) error {
	preview, err := s.PreviewImport(files, options)
	if err != nil {
		return err
	}
	return a.answer(previewJSON(s, preview), func(w io.Writer) { writePreview(w, s, preview) })
}

func (a *app) runImport(s *engagement.Session, files []string, options engagement.ImportOptions) error {
	done, err := s.Import(files, options)
	if err != nil {
		if done != nil && engagement.ErrorCode(err) != engagement.CodeUnavailable { // what stopped it is the answer
			preview := done.Preview
			if trouble := a.answer(previewJSON(s, preview), func(w io.Writer) {
				writeProblems(w, preview)
				writePartyHint(w, preview)
			}); trouble != nil {
				return trouble
			}
		}
		return err
	}
	data := previewJSON(s, done.Preview)
	data["imported"] = map[string]int{"new": done.New, "changed": done.Changed, "mine": done.KeptMine, "theirs": done.Taken, "skipped": done.Skipped}
	return a.answer(data, func(w io.Writer) {
		if a.flags.quiet {
			return
		}
		fmt.Fprintf(w, "imported: %d new, %d changed, %d unchanged", done.New, done.Changed, done.Preview.Unchanged)
		if n := len(done.Preview.Conflicting); n > 0 {
			fmt.Fprintf(w, ", %d conflicting (%d kept, %d taken)", n, done.KeptMine, done.Taken)
		}
		fmt.Fprintln(w)
		if done.Skipped > 0 {
			fmt.Fprintf(w, "%s left out:\n", plural(done.Skipped, "row was", "rows were"))
			writeProblems(w, done.Preview)
		}
		writeNotes(w, done.Preview)
		writeWarnings(w, done.Preview)
		fmt.Fprintln(w, sumLine(s.Evaluation().Totals()))
	})
}

func previewJSON(s *engagement.Session, p *engagement.Preview) map[string]any {
	ignored := map[string][]string{}
	for file, columns := range p.Ignored {
		ignored[file] = notNil(columns)
	}
	return map[string]any{
		"rows": p.Rows(), "unchanged": p.Unchanged, "ignored_columns": ignored,
		"new": rowsJSON(s, p.New), "changed": rowsJSON(s, p.Changed), "conflicting": rowsJSON(s, p.Conflicting), "rejected": rowsJSON(s, p.Rejected),
		"notes": problemsJSON(p.Notes), "by_order": append([]int{}, p.ByOrder...), "gone": goneJSON(p.Gone),
	}
}

func rowsJSON(s *engagement.Session, rows []engagement.ImportRow) []map[string]any {
	list := []map[string]any{}
	for _, row := range rows {
		list = append(list, map[string]any{
			"file": row.File, "line": row.Line, "name": row.Name, "asset_id": row.AssetID, "repeats": row.Repeats,
			"fields": fieldsJSON(s, row.Fields), "conflicts": fieldsJSON(s, row.Conflicts), "problems": problemsJSON(row.Problems),
		})
	}
	return list
}

func fieldsJSON(s *engagement.Session, fields []engagement.ImportField) []map[string]string {
	list := []map[string]string{}
	for _, f := range fields {
		list = append(list, map[string]string{"field": f.Field, "old": shown(s, f, f.Old), "new": shown(s, f, f.New)})
	}
	return list
}

// shown puts a party's name in the place of its id.
func shown(s *engagement.Session, f engagement.ImportField, text string) string {
	if f.Field == "owner" || s.Catalogue().Control(f.Field) != nil {
		if name := partyName(s, text); name != "" {
			return name
		}
	}
	return text
}

func problemsJSON(problems []exchange.Problem) []map[string]any {
	list := []map[string]any{}
	for _, p := range problems {
		nearest := p.Nearest
		if nearest == nil {
			nearest = []string{}
		}
		list = append(list, map[string]any{"line": p.Line, "column": p.Column, "value": p.Value, "reason": p.Reason.String(), "nearest": nearest})
	}
	return list
}

func writePreview(w io.Writer, s *engagement.Session, p *engagement.Preview) {
	fmt.Fprintf(w, "%s: %d new, %d changed, %d conflicting, %d rejected, %d unchanged\n",
		plural(p.Rows(), "row", "rows"), len(p.New), len(p.Changed), len(p.Conflicting), len(p.Rejected), p.Unchanged)
	for _, part := range []struct {
		title string
		rows  []engagement.ImportRow
	}{{"new", p.New}, {"changed", p.Changed}, {"conflicting", p.Conflicting}} {
		for i, row := range part.rows {
			if i == 20 {
				fmt.Fprintf(w, "%-12s … and %d more (--json lists all)\n", part.title, len(part.rows)-i)
				break
			}
			fmt.Fprintf(w, "%-12s line %d: %s\n", part.title, row.Line, cut(oneLine(row.Name), 60))
			if part.title != "new" {
				writeFields(w, s, row)
			}
		}
	}
	writeProblems(w, p)
	writeNotes(w, p)
	writeWarnings(w, p)
}

func writeFields(w io.Writer, s *engagement.Session, row engagement.ImportRow) {
	for _, f := range row.Fields {
		fmt.Fprintf(w, "%-12s   %s: %s -> %s\n", "", words(f.Field), brief(shown(s, f, f.Old)), brief(shown(s, f, f.New)))
	}
	for _, f := range row.Conflicts {
		fmt.Fprintf(w, "%-12s   %s: mine %s, theirs %s\n", "", words(f.Field), brief(shown(s, f, f.Old)), brief(shown(s, f, f.New)))
	}
	if row.Repeats {
		fmt.Fprintf(w, "%-12s   several rows are about this asset\n", "")
	}
}

func brief(text string) string {
	if text == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", cut(oneLine(text), 40))
}

func writeProblems(w io.Writer, p *engagement.Preview) {
	for i, row := range p.Rejected {
		if i == 50 {
			fmt.Fprintf(w, "%-12s … and %d more (--json lists all)\n", "rejected", len(p.Rejected)-i)
			return
		}
		for _, problem := range row.Problems {
			fmt.Fprintf(w, "%-12s %s: %s\n", "rejected", row.File, oneLine(problem.Error()))
		}
	}
}

// writeNotes sums up what a guessed map could not translate, by column and
// value.
func writeNotes(w io.Writer, p *engagement.Preview) {
	counts := map[string]int{}
	var order []string
	for _, note := range p.Notes {
		note.Line = 0
		text := note.Error()
		if counts[text] == 0 {
			order = append(order, text)
		}
		counts[text]++
	}
	for i, text := range order {
		if i == 20 {
			fmt.Fprintf(w, "%-12s … and %d more kinds of value (--json lists all)\n", "left out", len(order)-i)
			return
		}
		fmt.Fprintf(w, "%-12s %s: %s\n", "left out", plural(counts[text], "row", "rows"), oneLine(text))
	}
}
