package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) matrixCommand() *cobra.Command {
	return &cobra.Command{Use: "matrix ENGAGEMENT", Short: "Show every control on every asset", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			if !a.flags.json {
				writeMatrix(a.streams.Out, s)
				return nil
			}
			cells := []map[string]any{}
			for _, asset := range s.Evaluation().Assets() {
				cells = append(cells, cellsJSON(s, asset.ID)...)
			}
			data := breakdownJSON(s)
			data["cells"] = cells
			return a.answer(data, nil)
		})
	}}
}

// breakdownJSON counts all cells, and those of each asset, control and
// category.
func breakdownJSON(s *engagement.Session) map[string]any {
	e := s.Evaluation()
	assets, controls, categories := []map[string]any{}, []map[string]any{}, []map[string]any{}
	for _, asset := range e.Assets() {
		totals := totalsJSON(e.AssetTotals(asset.ID))
		totals["asset_id"], totals["asset"] = asset.ID, asset.Name
		assets = append(assets, totals)
	}
	for i, counted := range e.ByControl() {
		totals := totalsJSON(counted)
		totals["control"] = s.Catalogue().Controls[i].ID
		controls = append(controls, totals)
	}
	for _, counted := range e.ByCategory() {
		totals := totalsJSON(counted.Totals)
		totals["category"] = counted.Category
		categories = append(categories, totals)
	}
	return map[string]any{"totals": totalsJSON(e.Totals()), "by_asset": assets, "by_control": controls, "by_category": categories}
}

// Marks of the text matrix, one letter a cell.
const legend = "O nobody accountable   H half owned   U undecided   x not in place   > planned   p partial   . not assessed   + implemented   - not applicable"

func mark(view assess.CellView) string {
	switch {
	case view.State == assess.StateNotApplicable:
		return "-"
	case view.Substate == assess.SubstateUndecided:
		return "U"
	case view.Substate == assess.SubstateHalfOwned:
		return "H"
	case view.State == assess.StateUnowned:
		return "O"
	case view.Outcome == assess.OutcomePartial:
		return "p"
	case view.Status == assess.Planned:
		return ">"
	case view.Status == assess.NotAssessed:
		return "."
	case view.Outcome == assess.OutcomeGap:
		return "x"
	}
	return "+"
}

func writeMatrix(w io.Writer, s *engagement.Session) {
	fmt.Fprintf(w, "%s\n\n", sumLine(s.Evaluation().Totals()))
	if len(s.Evaluation().Assets()) == 0 {
		fmt.Fprintln(w, "no assets are counted yet: add one with `demarc asset add`, or import a list")
		return
	}
	controls := s.Catalogue().Controls
	const name = 32
	for _, line := range turnedHeads(controls) {
		fmt.Fprintf(w, "%*s  %s\n", name+8, "", line)
	}
	for _, asset := range s.Evaluation().Assets() {
		var marks strings.Builder
		for _, view := range s.Evaluation().Row(asset.ID) {
			marks.WriteString(mark(view) + " ")
		}
		title := cut(oneLine(asset.Name), name)
		fmt.Fprintf(w, "%s %6d   %s\n", padded(title, name), s.Evaluation().AssetTotals(asset.ID).Unowned, strings.TrimRight(marks.String(), " "))
	}
	fmt.Fprintf(w, "\n%s\n", legend)
}

// turnedHeads writes the controls' short names downwards, one column each.
func turnedHeads(controls []assess.Control) []string {
	longest := 0
	for i := range controls {
		longest = max(longest, len([]rune(controls[i].Short)))
	}
	lines := make([]string, longest)
	for row := range lines {
		var line strings.Builder
		for i := range controls {
			letters := []rune(controls[i].Short)
			at := row - (longest - len(letters))
			if at < 0 {
				line.WriteString("  ")
			} else {
				line.WriteString(string(letters[at]) + " ")
			}
		}
		lines[row] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

func (a *app) whatIfCommand() *cobra.Command {
	command := &cobra.Command{Use: "whatif ENGAGEMENT --asset A --hosting MODEL", Short: "Compare an asset with itself under another hosting model", Args: exactly("ENGAGEMENT")}
	asset := command.Flags().String("asset", "", "the asset")
	hosting := command.Flags().String("hosting", "", "the other hosting model")
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			result, err := s.WhatIf(*asset, *hosting)
			if err != nil {
				return err
			}
			return a.answer(whatIfJSON(s, result), func(w io.Writer) { writeWhatIf(w, s, result) })
		})
	}
	return command
}

func whatIfJSON(s *engagement.Session, result *engagement.WhatIf) map[string]any {
	cells := []map[string]any{}
	for _, cell := range result.Cells {
		cells = append(cells, map[string]any{"control": cell.Before.Control.ID, "before": cellJSON(s, cell.Before), "after": cellJSON(s, cell.After), "lands_on_client": cell.LandsOnClient()})
	}
	return map[string]any{
		"asset_id": result.Asset.ID, "asset": result.Asset.Name, "from": result.From, "to": result.To,
		"before": totalsJSON(result.Before), "after": totalsJSON(result.After), "cells": cells,
	}
}

func writeWhatIf(w io.Writer, s *engagement.Session, result *engagement.WhatIf) {
	landing := 0
	for _, cell := range result.Cells {
		if cell.LandsOnClient() {
			landing++
		}
	}
	fmt.Fprintf(w, "%s as %s instead of %s: %s would land on the client\n", oneLine(result.Asset.Name), result.To, result.From, plural(landing, "duty", "duties"))
	fmt.Fprintf(w, "now   %s\nthen  %s\n\n", sumLine(result.Before), sumLine(result.After))
	t := newTable(w, "CONTROL", "", "NOW", "", "THEN", "", "")
	for _, cell := range result.Cells {
		note := ""
		if cell.LandsOnClient() {
			note = "lands on the client"
		}
		t.row(cell.Before.Control.ID, cell.Before.Control.Short, words(cell.Before.Boundary), stateWords(cell.Before), words(cell.After.Boundary), stateWords(cell.After), note)
	}
	t.end()
}
