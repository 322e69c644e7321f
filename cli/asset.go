package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"demarc/assess"
	"demarc/engagement"
)

func (a *app) assetCommand() *cobra.Command {
	return group("asset", "The client's AI assets",
		a.assetAdd(), a.assetEdit(), a.assetList(), a.assetShow(), a.assetRetire())
}

// assetFlags are the flags that set an asset's fields.
func assetFlags(flags *pflag.FlagSet) func() engagement.AssetFields {
	name := optional(flags, "name", "what it is called")
	hosting := optional(flags, "hosting", "hosting model, or unknown")
	provider := optional(flags, "provider", "company on the provider's side (default: the hosting model's)")
	service := optional(flags, "service", "the provider's service")
	model := optional(flags, "model", "the model, with version")
	account := optional(flags, "account", "account, subscription, project or tenant")
	region := optional(flags, "region", "region")
	endpoint := optional(flags, "endpoint", "endpoint")
	environment := optional(flags, "environment", "environment, such as production")
	data := optionalList(flags, "data", "data class; may be repeated: "+assess.Words(assess.DataClasses))
	exposure := optional(flags, "exposure", "who can reach it: "+assess.Words(assess.Exposures))
	retrieval := optional(flags, "retrieval", "does it retrieve documents: yes, no or unknown")
	agentic := optional(flags, "agentic", "does it act by itself: yes, no or unknown")
	fineTuned := optional(flags, "fine-tuned", "is its model fine-tuned: yes, no or unknown")
	customTrained := optional(flags, "custom-trained", "is its model trained by the client: yes, no or unknown")
	approval := optional(flags, "approval", "approval: "+assess.Words(assess.Approvals))
	until := optional(flags, "approved-until", "date on which the approval ends")
	lifecycle := optional(flags, "lifecycle", "lifecycle: "+assess.Words(assess.Lifecycles))
	owner := optional(flags, "owner", "party that owns the asset as a whole")
	tags := optionalList(flags, "tag", "tag; may be repeated")
	externalID := optional(flags, "external-id", "the client's own id for it")
	notes := optional(flags, "notes", "notes")
	return func() engagement.AssetFields {
		return engagement.AssetFields{
			Name: name(), Hosting: hosting(), Provider: provider(), Service: service(), Model: model(), Account: account(),
			Region: region(), Endpoint: endpoint(), Environment: environment(), Data: data(), Exposure: exposure(),
			Retrieval: retrieval(), Agentic: agentic(), FineTuned: fineTuned(), CustomTrained: customTrained(),
			Approval: approval(), ApprovedUntil: until(), Lifecycle: lifecycle(), Owner: owner(), Tags: tags(),
			ExternalID: externalID(), Notes: notes(),
		}
	}
}

func (a *app) assetAdd() *cobra.Command {
	command := &cobra.Command{Use: "add ENGAGEMENT --name NAME", Short: "Add an asset", Args: exactly("ENGAGEMENT")}
	fields := assetFlags(command.Flags())
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			asset, err := s.AddAsset(fields())
			if err != nil {
				return err
			}
			return a.done(assetJSON(s, asset), "added the asset %s (%s)", asset.Name, asset.ID)
		})
	}
	return command
}

func (a *app) assetEdit() *cobra.Command {
	command := &cobra.Command{Use: "edit ENGAGEMENT ASSET", Short: "Change an asset", Args: exactly("ENGAGEMENT", "ASSET")}
	fields := assetFlags(command.Flags())
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			asset, err := s.EditAsset(args[1], fields())
			if err != nil {
				return err
			}
			return a.done(assetJSON(s, asset), "changed the asset %s", asset.Name)
		})
	}
	return command
}

func (a *app) assetRetire() *cobra.Command {
	return &cobra.Command{Use: "retire ENGAGEMENT ASSET", Short: "Take an asset out of the count", Args: exactly("ENGAGEMENT", "ASSET"), RunE: func(_ *cobra.Command, args []string) error {
		return a.changing(args[0], func(s *engagement.Session) error {
			asset, err := s.RetireAsset(args[1])
			if err != nil {
				return err
			}
			return a.done(assetJSON(s, asset), "retired the asset %s; its cells are no longer counted", asset.Name)
		})
	}}
}

func (a *app) assetList() *cobra.Command {
	return &cobra.Command{Use: "list ENGAGEMENT", Short: "List the assets", Args: exactly("ENGAGEMENT"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			assets := []map[string]any{}
			for _, asset := range s.State().SortedAssets() {
				assets = append(assets, assetJSON(s, asset))
			}
			return a.answer(map[string]any{"assets": assets}, func(w io.Writer) { writeAssets(w, s) })
		})
	}}
}

func writeAssets(w io.Writer, s *engagement.Session) {
	if len(s.State().Assets) == 0 {
		fmt.Fprintln(w, "no assets yet: add one with `demarc asset add`, or many with `demarc import`")
		return
	}
	t := newTable(w, "NAME", "HOSTING", "APPROVAL", "DATA", "EXPOSURE", "UNOWNED", "ID")
	for _, asset := range s.State().SortedAssets() {
		unowned := "not counted"
		if asset.Counted() {
			unowned = fmt.Sprint(s.Evaluation().AssetTotals(asset.ID).Unowned)
		}
		t.row(asset.Name, asset.Hosting, orDash(words(asset.Approval)), orDash(joined(asset.Data)), orDash(words(asset.Exposure)), unowned, asset.ID)
	}
	t.end()
}

func (a *app) assetShow() *cobra.Command {
	return &cobra.Command{Use: "show ENGAGEMENT ASSET", Short: "Show an asset and its cells", Args: exactly("ENGAGEMENT", "ASSET"), RunE: func(_ *cobra.Command, args []string) error {
		return a.looking(args[0], func(s *engagement.Session) error {
			asset, err := s.FindAsset(args[1])
			if err != nil {
				return err
			}
			data := assetJSON(s, asset)
			data["totals"] = totalsJSON(s.Evaluation().AssetTotals(asset.ID))
			data["cells"] = cellsJSON(s, asset.ID)
			return a.answer(data, func(w io.Writer) { writeAsset(w, s, asset) })
		})
	}}
}

func writeAsset(w io.Writer, s *engagement.Session, asset *assess.Asset) {
	fmt.Fprintf(w, "%s\n", oneLine(asset.Name))
	for _, fact := range assetFacts(s, asset) {
		fmt.Fprintf(w, "  %-15s %s\n", fact[0], oneLine(fact[1]))
	}
	if !asset.Counted() {
		fmt.Fprintln(w, "\nnot counted: it is retired or rejected")
		return
	}
	fmt.Fprintf(w, "\n%s\n\n", sumLine(s.Evaluation().AssetTotals(asset.ID)))
	t := newTable(w, "CONTROL", "", "BOUNDARY", "PROVIDER'S SIDE", "CLIENT'S SIDE", "STATE", "STATUS")
	for _, view := range s.Evaluation().Row(asset.ID) {
		t.row(view.Control.ID, view.Control.Short, boundaryWords(view), providerSide(view), customerSide(s, view), stateWords(view), statusWords(view))
	}
	t.end()
	writeOverruled(w, s, asset)
}

// writeOverruled shows the rules that another one overrules on the same cell.
func writeOverruled(w io.Writer, s *engagement.Session, asset *assess.Asset) {
	said := false
	for i := range s.Catalogue().Controls {
		control := &s.Catalogue().Controls[i]
		rules := s.Evaluation().Rules(asset, control)
		if len(rules) < 2 {
			continue
		}
		if !said {
			fmt.Fprintln(w, "\nmore than one rule answers; field by field, the first that has it counts:")
			said = true
		}
		fmt.Fprintf(w, "  %s ", control.ID)
		for k, rule := range rules {
			if k > 0 {
				fmt.Fprint(w, " before ")
			}
			fmt.Fprint(w, rule.Scope, " × ", rule.Target())
		}
		fmt.Fprintln(w)
	}
}
