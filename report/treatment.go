package report

import (
	"slices"
	"strings"

	"demarc/assess"
)

// treatment is what a redacted report does with one field's text, and as what
// that is counted.
type treatment struct {
	what  string
	apply func(*redactor, string) string
}

// What is counted, in the order of the chapter on redaction.
const (
	countPeople      = "Names of people, teams and providers"
	countAssets      = "Names of assets"
	countDeployments = "Deployments: services, models, regions, environments"
	countAccounts    = "Accounts"
	countEndpoints   = "Endpoints"
	countIDs         = "External ids"
	countTags        = "Units and tags"
	countEvidence    = "Names of evidence"
	countText        = "Texts that were typed"
	// CountPacks is counted by RedactPacks.
	CountPacks = "Texts of catalogue packs of one's own"
)

// RemovalKinds lists all that is counted.
var RemovalKinds = []string{countPeople, countAssets, countDeployments, countAccounts, countEndpoints, countIDs, countTags, countEvidence, countText, CountPacks}

func called(label, what string) treatment {
	return treatment{what, func(x *redactor, text string) string { return x.pseudonyms.of(label, strings.ToLower(oneLine(text))) }}
}

var (
	kept     = treatment{"", func(_ *redactor, text string) string { return text }}
	removed  = treatment{countText, func(x *redactor, _ string) string { return x.Language.T("[removed]") }}
	erased   = treatment{countText, func(*redactor, string) string { return "" }}
	who      = treatment{countPeople, (*redactor).who}
	supplier = treatment{countPeople, (*redactor).provider}
	place    = treatment{countDeployments, removed.apply}
	known    = treatment{countText, func(_ *redactor, class string) string {
		if slices.Contains(assess.DataClasses, assess.DataClass(class)) {
			return class
		}
		return ""
	}}
)

// treatments say what becomes of every text of every kind of record, by its path.
// What is kept says nothing of anybody, or is the report's own.
var treatments = map[assess.RecordKind]map[string]treatment{
	assess.KindEngagement: {
		"client": kept, "title": erased, "assessor": who, "objective": removed, "criteria": removed,
		"units": called("Unit", countTags), "accounts": called("Account", countAccounts),
		"exclusions.what": removed, "exclusions.reason": removed, "exclusions.agreed_by": who,
		"inventory_confirmed_by": who, "reliance": removed, "restricted_use": removed, "packs": kept,
		"report_version": removed, "reviewer": who, "distribution": who, "supersedes": removed,
		"firm": kept, "logo": kept, "colour": kept, "classification": kept, "disclaimer": kept,
	},
	assess.KindParty: {"name": who, "kind": kept, "function": removed, "email": removed},
	assess.KindAsset: {
		"name": called("Asset", countAssets), "hosting_model": {countText, (*redactor).model}, "provider": supplier,
		"service": called("Service", countDeployments), "model": called("Model", countDeployments), "region": place, "environment": place,
		"account": called("Account", countAccounts), "endpoint": called("Endpoint", countEndpoints), "data": known,
		"exposure": kept, "retrieval": kept, "agentic": kept, "fine_tuned": kept, "custom_trained": kept, "approval": kept, "lifecycle": kept,
		"owner": who, "tags": called("Tag", countTags), "external_id": called("Id", countIDs), "notes": removed,
		"declined": erased, // hashes of what the client's list says
	},
	assess.KindCell: answerTreatments(map[string]treatment{"reopened": kept}),
	assess.KindRule: answerTreatments(map[string]treatment{
		"scope.kind": kept, "scope.value": {countTags, (*redactor).scopeValue},
		"control": {countText, (*redactor).control}, "category": {countText, (*redactor).category},
	}),
	assess.KindEvidence: {
		"name": called("Evidence", countEvidence), "sha256": kept, "note": removed, "method": kept, "provided_by": who, "collected_by": who,
		"assets": {countIDs, (*redactor).asset}, "controls": {countText, (*redactor).control},
	},
	assess.KindDisposition: {
		"as": kept, "by": who, "authority": removed, "reason": removed, "evidence": {countIDs, (*redactor).evidence}, "severity": kept,
		"severity_reason": removed, "kind": kept, "asset": {countIDs, (*redactor).asset}, "control": {countText, (*redactor).control}, "recorder": who,
	},
	assess.KindAction: {"title": removed, "findings": kept, "owner": who, "state": kept, "notes": removed},
}

func answerTreatments(more map[string]treatment) map[string]treatment {
	for _, side := range []string{"customer.", "provider."} {
		for _, role := range []string{"accountable", "responsible", "consulted", "informed"} {
			more[side+role] = who
		}
		for _, part := range []string{"text", "services", "regions"} {
			more[side+"reference."+part] = removed
		}
	}
	for path, t := range map[string]treatment{
		"boundary.owner": kept, "boundary.rationale": removed, "boundary.reference": removed, "boundary.by": who,
		"declared.status": kept, "declared.by": who, "concluded.status": kept, "concluded.by": who, "gap_addressed": kept, "rationale": removed,
	} {
		more[path] = t
	}
	return more
}

// Releasable lists the fields of a kind of record that a redacted report would
// not show as they are.
func Releasable(kind assess.RecordKind) []string {
	var fields []string
	for path, t := range treatments[kind] {
		if t.what != "" {
			fields = append(fields, path)
		}
	}
	slices.Sort(fields)
	return fields
}

func (x *redactor) evidence(id string) string {
	if x.state.Evidence[id] != nil {
		return id
	}
	return x.pseudonyms.id(id)
}

func (x *redactor) category(name string) string {
	for i := range x.Catalogue.Controls {
		if x.Catalogue.Controls[i].Category == name {
			return name
		}
	}
	return x.pseudonyms.of("Control", name)
}
