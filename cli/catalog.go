package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"demarc/assess"
	"demarc/catalog"
	"demarc/engagement"
)

func (a *app) catalogCommand() *cobra.Command {
	return group("catalog", "The knowledge that engagements are assessed against",
		a.catalogList(), a.catalogShow(), a.catalogMatrix(), a.catalogValidate(), a.catalogAdopt())
}

func (a *app) catalogList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the controls and hosting models", Args: exactly(), RunE: func(*cobra.Command, []string) error {
		c, err := a.library.BaseCatalogue()
		if err != nil {
			return err
		}
		return a.answer(catalogueJSON(c), func(w io.Writer) {
			fmt.Fprintf(w, "catalogue %s as of %s, sha256 %s\n\n", c.Version, c.AsOf, c.SHA256)
			t := newTable(w, "CONTROL", "SHORT", "NAME", "CATEGORY", "WEIGHT")
			for i := range c.Controls {
				control := &c.Controls[i]
				t.row(control.ID, control.Short, control.Name, words(control.Category), fmt.Sprint(control.Weight))
			}
			t.end()
			fmt.Fprintln(w)
			t = newTable(w, "HOSTING MODEL", "NAME", "PROVIDER", "SERVICE TYPE")
			for i := range c.Models {
				model := &c.Models[i]
				t.row(model.ID, model.Name, orDash(orElse(model.Company, model.Provider)), model.ServiceType)
			}
			t.end()
			fmt.Fprintf(w, "\nshadow AI: %s, %s\n", plural(len(c.Services), "service", "services"), plural(len(c.Indicators), "indicator", "indicators"))
		})
	}}
}

func catalogueJSON(c *assess.Catalogue) map[string]any {
	controls, models := []map[string]any{}, []map[string]any{}
	for i := range c.Controls {
		controls = append(controls, controlJSON(&c.Controls[i]))
	}
	for i := range c.Models {
		m := &c.Models[i]
		models = append(models, map[string]any{"id": m.ID, "name": m.Name, "provider": m.Provider, "company": m.Company, "service_type": m.ServiceType, "class": m.Class})
	}
	return map[string]any{
		"version": c.Version, "sha256": c.SHA256, "as_of": c.AsOf.String(), "controls": controls, "hosting_models": models,
		"shadow_ai": map[string]int{"services": len(c.Services), "indicators": len(c.Indicators)},
	}
}

func controlJSON(c *assess.Control) map[string]any {
	mappings := []map[string]any{}
	for _, m := range c.Mappings {
		mappings = append(mappings, map[string]any{"framework": m.Framework, "refs": notNil(m.Refs), "confidence": m.Confidence})
	}
	return map[string]any{
		"id": c.ID, "name": c.Name, "short": c.Short, "description": c.Description, "category": c.Category, "weight": c.Weight,
		"lifecycle_stage": c.Lifecycle, "review_cadence": c.ReviewCadence, "review_months": c.ReviewMonths, "mappings": mappings, "mapping_note": c.MappingNote,
		"raci":   map[string]any{"responsible": notNil(c.RACI.Responsible), "accountable": notNil(c.RACI.Accountable), "consulted": notNil(c.RACI.Consulted), "informed": notNil(c.RACI.Informed), "basis": c.RACI.Basis},
		"origin": c.Origin, "source": c.Source,
	}
}

func baselineJSON(b *assess.Baseline) map[string]any {
	return map[string]any{
		"hosting_model": b.Model, "control": b.Control, "owner": b.Owner, "recommended_owner": b.RecommendedOwner, "provider_offers": b.ProviderOffers,
		"customer_actions": notNil(b.CustomerActions), "gap": b.Gap, "evidence_to_collect": b.EvidenceToGet, "conditions": b.Conditions, "note": b.Note,
		"source": b.Source, "source_checked": b.SourceCheck, "verified_on": b.VerifiedOn.String(), "verification_note": b.VerificationNote,
		"basis": b.Basis, "changed_since": b.ChangedSince, "confidence": b.Confidence(),
	}
}

func (a *app) catalogShow() *cobra.Command {
	command := &cobra.Command{Use: "show CONTROL", Short: "Show a control and its baselines", Args: exactly("CONTROL")}
	hosting := command.Flags().String("hosting", "", "only this hosting model, with everything that is known of it")
	command.RunE = func(_ *cobra.Command, args []string) error {
		c, err := a.library.BaseCatalogue()
		if err != nil {
			return err
		}
		control, err := engagement.FindControl(c, args[0])
		if err != nil {
			return err
		}
		model := ""
		if *hosting != "" {
			if model, err = engagement.FindHosting(c, *hosting); err != nil {
				return err
			}
		}
		data := controlJSON(control)
		baselines := []map[string]any{}
		for i := range c.Models {
			if model == "" || c.Models[i].ID == model {
				baselines = append(baselines, baselineJSON(c.Baseline(c.Models[i].ID, control.ID)))
			}
		}
		data["baselines"] = baselines
		return a.answer(data, func(w io.Writer) { writeControl(w, c, control, model) })
	}
	return command
}

func writeControl(w io.Writer, c *assess.Catalogue, control *assess.Control, model string) {
	fmt.Fprintf(w, "%s  %s\n%s\n\n", control.ID, control.Name, control.Description)
	fact := func(name, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-14s %s\n", name, oneLine(text))
		}
	}
	fact("category", words(control.Category))
	fact("weight", fmt.Sprint(control.Weight))
	fact("review", control.ReviewCadence)
	fact("accountable", strings.Join(control.RACI.Accountable, " or "))
	fact("responsible", joined(control.RACI.Responsible))
	fact("consulted", joined(control.RACI.Consulted))
	fact("informed", joined(control.RACI.Informed))
	for _, m := range control.Mappings {
		fact("indicative", fmt.Sprintf("%s: %s (%s confidence)", m.Framework, joined(m.Refs), m.Confidence))
	}
	fact("mapping note", control.MappingNote)
	fact("source", control.Source)
	fmt.Fprintln(w)
	if model != "" {
		writeBaseline(w, c.Baseline(model, control.ID))
		return
	}
	t := newTable(w, "HOSTING MODEL", "OWNER", "CONFIDENCE", "CHECKED", "KNOWN GAP")
	for i := range c.Models {
		b := c.Baseline(c.Models[i].ID, control.ID)
		t.row(b.Model, words(b.Owner), string(b.Confidence()), b.SourceCheck, orDash(b.Gap))
	}
	t.end()
}

func writeBaseline(w io.Writer, b *assess.Baseline) {
	for _, fact := range [][2]string{
		{"hosting model", b.Model}, {"owner", words(b.Owner)}, {"recommended", words(b.RecommendedOwner)}, {"provider", b.ProviderOffers},
		{"customer", strings.Join(b.CustomerActions, " ")}, {"known gap", b.Gap}, {"evidence", b.EvidenceToGet}, {"conditions", b.Conditions}, {"note", b.Note},
		{"confidence", string(b.Confidence())}, {"source", b.Source}, {"checked", b.SourceCheck + " on " + b.VerifiedOn.String()}, {"not carried", b.VerificationNote},
		{"changed since", b.ChangedSince},
	} {
		if fact[1] != "" {
			fmt.Fprintf(w, "  %-14s %s\n", fact[0], oneLine(fact[1]))
		}
	}
}

func (a *app) catalogMatrix() *cobra.Command {
	return &cobra.Command{Use: "matrix", Short: "Show every baseline's owner", Args: exactly(), RunE: func(*cobra.Command, []string) error {
		c, err := a.library.BaseCatalogue()
		if err != nil {
			return err
		}
		baselines := []map[string]any{}
		for i := range c.Baselines() {
			baselines = append(baselines, baselineJSON(&c.Baselines()[i]))
		}
		return a.answer(map[string]any{"version": c.Version, "sha256": c.SHA256, "cells": baselines}, func(w io.Writer) {
			letters := map[assess.Owner]string{assess.OwnerProvider: "P", assess.OwnerCustomer: "C", assess.OwnerShared: "S", assess.OwnerUnassigned: "U", assess.OwnerNotApplicable: "-"}
			for _, line := range turnedHeads(c.Controls) {
				fmt.Fprintf(w, "%20s  %s\n", "", line)
			}
			for i := range c.Models {
				var marks []string
				for k := range c.Controls {
					marks = append(marks, letters[c.Baseline(c.Models[i].ID, c.Controls[k].ID).Owner])
				}
				fmt.Fprintf(w, "%-20s  %s\n", c.Models[i].ID, strings.Join(marks, " "))
			}
			fmt.Fprintln(w, "\nP provider   C customer   S shared   U unassigned   - not applicable")
		})
	}}
}

func (a *app) catalogValidate() *cobra.Command {
	return &cobra.Command{Use: "validate PACK", Short: "Check a pack of your own (a YAML file or a folder of them)", Args: exactly("PACK"), RunE: func(_ *cobra.Command, args []string) error {
		checked, err := a.library.CheckPack(args[0])
		var faults *catalog.ProblemsError
		if errors.As(err, &faults) && a.flags.json {
			if err := a.answer(map[string]any{"valid": false, "problems": faultsJSON(faults.Problems)}, nil); err != nil {
				return err
			}
			return wrong("the pack has faults: %v", faults).plain()
		}
		if errors.As(err, &faults) {
			for _, problem := range faults.Problems {
				fmt.Fprintln(a.streams.Out, oneLine(problem.String()))
			}
		}
		if err != nil {
			return err
		}
		data := map[string]any{"valid": true, "name": checked.Info.Name, "version": checked.Info.Version, "sha256": checked.Info.SHA256, "problems": []any{}, "remarks": faultsJSON(checked.Remarks)}
		return a.answer(data, func(w io.Writer) {
			fmt.Fprintf(w, "%s %s is valid, sha256 %s\n", oneLine(checked.Info.Name), oneLine(checked.Info.Version), checked.Info.SHA256)
			for _, remark := range checked.Remarks {
				fmt.Fprintf(w, "  remark: %s\n", oneLine(remark.String()))
			}
		})
	}}
}

func faultsJSON(problems []catalog.Problem) []map[string]any {
	list := []map[string]any{}
	for _, p := range problems {
		list = append(list, map[string]any{"file": p.File, "line": p.Line, "reason": p.Reason})
	}
	return list
}

func (a *app) catalogAdopt() *cobra.Command {
	command := &cobra.Command{Use: "adopt ENGAGEMENT PACK", Short: "Take a pack into an engagement", Args: exactly("ENGAGEMENT", "PACK"),
		Long: "Lays a pack of your own (a YAML file or a folder of them) over those in use, or puts\nit in the place of the one with its name. The word base takes the pack that this\nprogram carries. Answered cells whose baseline moves are reopened."}
	dryRun := command.Flags().Bool("dry-run", false, "show what would change and change nothing")
	command.RunE = func(_ *cobra.Command, args []string) error {
		pack, err := a.library.Pack(args[1])
		if err != nil {
			return err
		}
		open := a.changing
		if *dryRun {
			open = a.looking
		}
		return open(args[0], func(s *engagement.Session) error {
			adoption, err := s.Adopt(pack, *dryRun)
			if err != nil {
				return err
			}
			return a.adopted(adoption, *dryRun)
		})
	}
	return command
}

func (a *app) adopted(adoption *engagement.Adoption, preview bool) error {
	cells := []map[string]any{}
	for _, change := range adoption.Changes {
		cells = append(cells, map[string]any{"hosting_model": change.Model, "control": change.Control, "reopens": change.Reopens, "what": notNil(change.What)})
	}
	data := map[string]any{
		"from":    map[string]string{"version": adoption.From.Version, "sha256": adoption.From.SHA256},
		"to":      map[string]string{"version": adoption.To.Version, "sha256": adoption.To.SHA256},
		"changed": cells, "reopened": adoption.Reopened, "adopted": !preview,
	}
	return a.answer(data, func(w io.Writer) {
		if a.flags.quiet {
			return
		}
		verb := "took"
		if preview {
			verb = "would take"
		}
		fmt.Fprintf(w, "%s catalogue %s in the place of %s: %s, %s reopened\n", verb, adoption.To.Version, adoption.From.Version,
			plural(len(cells), "change", "changes"), plural(adoption.Reopened, "answered cell", "answered cells"))
		for i, change := range adoption.Changes {
			if i == 40 {
				fmt.Fprintf(w, "  … and %d more (--json lists all)\n", len(adoption.Changes)-i)
				break
			}
			about := orElse(change.Model, "every hosting model") + " × " + orElse(change.Control, "every control")
			if change.Model+change.Control == "" {
				about = "the catalogue"
			}
			fmt.Fprintf(w, "  %s: %s\n", about, cut(oneLine(strings.Join(change.What, "; ")), 120))
		}
	})
}
