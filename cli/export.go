package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) exportCommand() *cobra.Command {
	command := &cobra.Command{Use: "export ENGAGEMENT -o FILE", Short: "Write the assets (CSV) or the whole assessment (JSON)", Args: exactly("ENGAGEMENT"),
		Long: "FILE.csv holds the assets, as import reads them; with --what findings or matrix it\nholds those. FILE.json holds the whole assessment."}
	out := command.Flags().StringP("output", "o", "", "the file to write: .csv or .json")
	what := command.Flags().String("what", "assets", "what a CSV holds: assets, findings or matrix")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *out == "" {
			return wrong("the export has no name").with("give one with -o FILE.csv or -o FILE.json")
		}
		if command.Flags().Changed("what") && engagement.HasExtension(*out, ".json") {
			return wrong("a JSON export holds the whole assessment").with("leave --what out, or end the name with .csv")
		}
		return a.looking(args[0], func(s *engagement.Session) error {
			written, err := export(s, *out, *what)
			if err != nil {
				return err
			}
			return a.done(map[string]any{"path": *out, "bytes": written}, "wrote %s", *out)
		})
	}
	return command
}

func export(s *engagement.Session, path, what string) (int, error) {
	switch {
	case strings.HasSuffix(strings.ToLower(path), ".cdx.json"):
		return 0, wrong("this version writes no CycloneDX").with("end the name with .csv or .json")
	case engagement.HasExtension(path, ".json"):
		data, err := assessmentJSON(s)
		if err != nil {
			return 0, err
		}
		return engagement.ExportData(path, data)
	case !engagement.HasExtension(path, ".csv"):
		return 0, wrong("%s is no kind of export", path).with("end the name with .csv or .json")
	case what == "assets":
		return s.ExportAssets(path)
	case what == "findings":
		return engagement.ExportTable(path, findingHeads, findingRows(s))
	case what == "matrix":
		return engagement.ExportTable(path, cellHeads, cellRows(s))
	}
	return 0, wrong("%q is nothing that a table can hold: it is assets, findings or matrix", what).plain()
}

// assessmentJSON is everything that the numbers come from.
func assessmentJSON(s *engagement.Session) ([]byte, error) {
	data, err := headJSON(s)
	if err != nil {
		return nil, err
	}
	assets, parties, cells, findings := []any{}, []any{}, []any{}, []any{}
	for _, asset := range s.State().SortedAssets() {
		assets = append(assets, assetJSON(s, asset))
	}
	for _, party := range s.State().SortedParties() {
		parties = append(parties, partyJSON(party))
	}
	for _, asset := range s.Evaluation().Assets() {
		for _, cell := range cellsJSON(s, asset.ID) {
			cells = append(cells, cell)
		}
	}
	all := s.Evaluation().Findings()
	for i := range all {
		findings = append(findings, findingJSON(s, &all[i]))
	}
	evidence, err := evidenceListJSON(s)
	if err != nil {
		return nil, err
	}
	data["scope"], data["totals"] = scopeJSON(s), totalsJSON(s.Evaluation().Totals())
	data["assets"], data["parties"], data["cells"], data["findings"] = assets, parties, cells, findings
	data["rules"], data["evidence"], data["actions"] = rulesJSON(s), evidence, actionsJSON(s)
	return json.MarshalIndent(data, "", " ")
}

func rulesJSON(s *engagement.Session) []any {
	list := []any{}
	for _, rule := range s.State().SortedRules() {
		list = append(list, recordJSON(rule))
	}
	return list
}

func actionsJSON(s *engagement.Session) []any {
	list := []any{}
	for _, action := range s.State().SortedActions() {
		list = append(list, actionJSON(s, action))
	}
	return list
}

var findingHeads = []string{"id", "severity", "score", "sum", "kind", "asset", "control", "assets", "title", "why", "action", "disposition"}

func findingRows(s *engagement.Session) [][]string {
	var rows [][]string
	all := s.Evaluation().Findings()
	for i := range all {
		f := &all[i]
		asset, control := "", ""
		if f.Asset != nil {
			asset = f.Asset.Name
		}
		if f.Control != nil {
			control = f.Control.ID
		}
		rows = append(rows, []string{
			f.ID, string(f.Severity), fmt.Sprint(f.Score), assess.SumText(f.Sum), string(f.Kind), asset, control, fmt.Sprint(f.Assets),
			f.Title(nil), f.Why(nil), f.Action(nil), string(f.State(s.Evaluation().Today())),
		})
	}
	return rows
}

var cellHeads = []string{
	"asset", "hosting_model", "control", "control_name", "baseline", "boundary", "state", "substate", "provider_owner", "presumed",
	"accountable", "responsible", "consulted", "informed", "from_rule", "status", "outcome", "due", "confidence", "source",
}

func cellRows(s *engagement.Session) [][]string {
	var rows [][]string
	for _, asset := range s.Evaluation().Assets() {
		for _, view := range s.Evaluation().Row(asset.ID) {
			side, clause := mainClause(view)
			baseline, confidence, source := assess.OwnerUnassigned, assess.Confidence(""), ""
			if b := view.Baseline; b != nil {
				baseline, confidence, source = b.Owner, b.Confidence(), b.Source
			}
			rows = append(rows, []string{
				asset.Name, asset.Hosting, view.Control.ID, view.Control.Name, string(baseline), string(view.Boundary), string(view.State), string(view.Substate),
				view.ProviderOwner, fmt.Sprint(view.Presumed), accountableName(s, view, side), bars(partyNames(s, clause.Responsible)),
				bars(partyNames(s, clause.Consulted)), bars(partyNames(s, clause.Informed)), ruleText(view.Answer.AccountableFrom(side)),
				string(view.Status), string(view.Outcome), view.Answer.Due.String(), string(confidence), source,
			})
		}
	}
	return rows
}

func bars(names []string) string { return strings.Join(names, "|") }
