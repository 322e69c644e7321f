package cli

import (
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/engagement"
)

// The shapes in which results are written, as JSON and in words.

func assetJSON(s *engagement.Session, asset *assess.Asset) map[string]any {
	data := recordJSON(asset, "name", "hosting_model", "provider", "lifecycle", "approval", "exposure", "external_id")
	data["counted"] = asset.Counted()
	data["owner_name"] = partyName(s, asset.Owner)
	data["unowned"] = s.Evaluation().AssetTotals(asset.ID).Unowned
	return data
}

func partyJSON(party *assess.Party) map[string]any {
	data := recordJSON(party, "name", "kind")
	data["retired"] = party.Retired
	return data
}

func totalsJSON(t assess.Totals) map[string]any {
	return map[string]any{
		"assets": t.Assets, "controls": t.Controls, "cells": t.Cells,
		"owned": t.Owned, "unowned": t.Unowned, "not_applicable": t.NotApplicable,
		"half_owned": t.HalfOwned, "undecided": t.Undecided, "presumed": t.Presumed,
		"applicable": t.Applicable, "compliant": t.Compliant, "partial": t.Partial, "gaps": t.Gaps,
		"not_assessed": t.NotAssessed, "evidenced": t.Evidenced, "compliance_rate": t.ComplianceRate(),
	}
}

// headJSON says which engagement a result is about.
func headJSON(s *engagement.Session) (map[string]any, error) {
	head, err := s.Head()
	if err != nil {
		return nil, err
	}
	scope, catalogue := s.State().Engagement, s.Catalogue()
	return map[string]any{
		"client": scope.Client, "title": scope.Title, "as_of": scope.AsOf.String(),
		"catalog": map[string]string{"version": catalogue.Version, "sha256": catalogue.SHA256},
		"head":    head.ID.String(),
	}, nil
}

func findingJSON(s *engagement.Session, f *assess.Finding) map[string]any {
	data := map[string]any{
		"id": f.ID, "kind": f.Kind, "severity": f.Severity, "score": f.Score, "sum": f.Sum,
		"asset_id": "", "asset": "", "control": "", "assets": f.Assets, "cells": len(f.Cells),
		"title": f.Title(nil), "why": f.Why(nil), "action": f.Action(nil),
		"disposition": f.State(s.Evaluation().Today()), "sum_severity": f.SumSeverity,
	}
	if f.Asset != nil {
		data["asset_id"], data["asset"] = f.Asset.ID, f.Asset.Name
	}
	if f.Control != nil {
		data["control"] = f.Control.ID
	}
	if f.Rule != nil {
		data["rule"] = f.Rule.Scope.String() + " × " + f.Rule.Target()
	}
	if f.Party != "" {
		data["party"] = f.Party
		if name := partyName(s, f.Party); name != "" {
			data["party"] = name
		}
	}
	if d := f.Disposition; d != nil {
		decision := recordJSON(d)
		decision["by"] = partyName(s, d.By)
		delete(decision, "id")
		data["decision"] = decision
	}
	return data
}

// cellsJSON are an asset's cells as `matrix` writes them.
func cellsJSON(s *engagement.Session, asset string) []map[string]any {
	cells := []map[string]any{}
	for _, view := range s.Evaluation().Row(asset) {
		cells = append(cells, cellJSON(s, view))
	}
	return cells
}

func cellJSON(s *engagement.Session, view assess.CellView) map[string]any {
	side, clause := view.MainClause()
	data := map[string]any{
		"asset_id": view.Asset.ID, "asset": view.Asset.Name, "hosting_model": view.Asset.Hosting, "control": view.Control.ID,
		"baseline": assess.OwnerUnassigned, "boundary": view.Boundary, "boundary_basis": view.Basis, "state": view.State, "substate": view.Substate,
		"provider_owner": view.ProviderOwner, "presumed": view.Presumed && view.State == assess.StateOwned,
		"accountable": accountableName(s, view, side), "from_rule": ruleText(view.Answer.AccountableFrom(side)),
		"responsible": partyNames(s, clause.Responsible), "consulted": partyNames(s, clause.Consulted), "informed": partyNames(s, clause.Informed),
		"status": view.Status, "outcome": view.Outcome, "due": view.Answer.Due.String(), "reopened": view.Reopened != "",
		"confidence": "", "source": "", "source_checked": "", "verified_on": "",
	}
	if b := view.Baseline; b != nil {
		data["baseline"], data["confidence"], data["source"] = b.Owner, b.Confidence(), b.Source
		data["source_checked"], data["verified_on"] = b.SourceCheck, b.VerifiedOn.String()
	}
	return data
}

func accountableName(s *engagement.Session, view assess.CellView, side assess.Side) string {
	if side == assess.ProviderSide {
		return view.ProviderOwner
	}
	return partyName(s, view.Answer.Customer.Accountable)
}

func ruleText(rule *assess.Rule) string {
	if rule == nil {
		return ""
	}
	return rule.Scope.String() + " × " + rule.Target()
}

// sumLine is the sum that stands wherever cells are counted.
func sumLine(t assess.Totals) string {
	return fmt.Sprintf("%s unowned + %s owned + %s not applicable = %s cells (%s × %s)",
		number(t.Unowned), number(t.Owned), number(t.NotApplicable), number(t.Cells), plural(t.Assets, "asset", "assets"), plural(t.Controls, "control", "controls"))
}

// knownLine says what the sum rests on.
func knownLine(t assess.Totals) string {
	return fmt.Sprintf("%s half owned, %s undecided; %s on the provider's word alone; %s not assessed",
		number(t.HalfOwned), number(t.Undecided), number(t.Presumed), number(t.NotAssessed))
}

// rateLine words the rate; what is not evidenced is only declared.
func rateLine(t assess.Totals) string {
	return fmt.Sprintf("%s of %s applicable implemented, as declared (%.0f %%); %s of these evidenced; %s partial, %s gaps",
		number(t.Compliant), number(t.Applicable), 100*t.ComplianceRate(), number(t.Evidenced), number(t.Partial), number(t.Gaps))
}

func boundaryWords(view assess.CellView) string {
	text := words(view.Boundary)
	if view.Boundary == assess.OwnerUnassigned {
		text = "undecided"
	}
	if view.Basis == assess.BasisDecision || view.Basis == assess.BasisRule {
		was := "unknown"
		if view.Baseline != nil {
			was = words(view.Baseline.Owner)
		}
		text += " (decided; baseline was " + was + ")"
	}
	return text
}

func needs(view assess.CellView, side assess.Side) bool {
	for _, needed := range view.Needs {
		if needed == side {
			return true
		}
	}
	return false
}

func providerSide(view assess.CellView) string {
	if !needs(view, assess.ProviderSide) {
		return "-"
	}
	if view.ProviderOwner == "" {
		return "nobody"
	}
	if view.Presumed {
		return view.ProviderOwner + " (presumed)"
	}
	return view.ProviderOwner
}

func customerSide(s *engagement.Session, view assess.CellView) string {
	if !needs(view, assess.CustomerSide) {
		return "-"
	}
	name := partyName(s, view.Answer.Customer.Accountable)
	if name == "" {
		return "nobody"
	}
	if view.Answer.AccountableFrom(assess.CustomerSide) != nil {
		name += " (rule)"
	}
	return name
}

func stateWords(view assess.CellView) string {
	if view.Substate != "" {
		return words(view.State) + ", " + words(view.Substate)
	}
	return words(view.State)
}

func statusWords(view assess.CellView) string {
	if view.State == assess.StateNotApplicable {
		return "-"
	}
	text := words(view.Status)
	if view.Status == assess.Implemented && view.GapOpen {
		text += ", known gap open"
	}
	return text
}

func assetFacts(s *engagement.Session, asset *assess.Asset) [][2]string {
	facts := [][2]string{
		{"id", asset.ID}, {"hosting", asset.Hosting}, {"provider", s.Catalogue().ProviderOf(asset)}, {"service", asset.Service},
		{"model", asset.Model}, {"account", asset.Account}, {"region", asset.Region}, {"endpoint", asset.Endpoint},
		{"environment", asset.Environment}, {"data", joined(asset.Data)}, {"exposure", words(asset.Exposure)},
		{"retrieval", string(asset.Retrieval)}, {"agentic", string(asset.Agentic)}, {"fine-tuned", string(asset.FineTuned)},
		{"custom-trained", string(asset.CustomTrained)}, {"approval", words(asset.Approval)}, {"approved until", asset.ApprovedUntil.String()},
		{"lifecycle", words(asset.Lifecycle)}, {"owner", partyName(s, asset.Owner)}, {"tags", joined(asset.Tags)},
		{"external id", asset.ExternalID}, {"notes", asset.Notes},
	}
	stated := facts[:0]
	for _, fact := range facts {
		if strings.TrimSpace(fact[1]) != "" {
			stated = append(stated, fact)
		}
	}
	return stated
}
