package past

import (
	"strings"

	"demarc/app/desk"
)

// fieldNames are the fields whose path is not the word for them.
func fieldNames(d *desk.Desk) map[string]string {
	return map[string]string{
		"customer.accountable":        d.T("accountable (client)"),
		"customer.responsible":        d.T("responsible (client)"),
		"customer.consulted":          d.T("consulted (client)"),
		"customer.informed":           d.T("informed (client)"),
		"provider.accountable":        d.T("accountable (provider)"),
		"provider.responsible":        d.T("responsible (provider)"),
		"provider.consulted":          d.T("consulted (provider)"),
		"provider.informed":           d.T("informed (provider)"),
		"provider.reference.text":     d.T("reference"),
		"provider.reference.from":     d.T("reference from"),
		"provider.reference.to":       d.T("reference to"),
		"provider.reference.services": d.T("reference: services"),
		"provider.reference.regions":  d.T("reference: regions"),
		"provider.reference.expires":  d.T("reference expires"),
		"customer.reference.text":     d.T("client's reference"),
		"boundary.owner":              d.T("boundary"),
		"boundary.rationale":          d.T("boundary: why"),
		"boundary.reference":          d.T("boundary: reference"),
		"boundary.by":                 d.T("boundary: by"),
		"declared.status":             d.T("declared"),
		"declared.by":                 d.T("declared by"),
		"declared.at":                 d.T("declared on"),
		"concluded.status":            d.T("concluded"),
		"concluded.by":                d.T("concluded by"),
		"concluded.at":                d.T("concluded on"),
		"gap_addressed":               d.T("known gap addressed"),
		"reopened":                    d.T("reopened by catalogue"),
		"scope.kind":                  d.T("scope"),
		"scope.value":                 d.T("scope: which"),
		"as":                          d.T("disposition"),
		"by":                          d.T("by"),
		"recorder":                    d.T("recorded by"),
		"severity_reason":             d.T("severity: why"),
		"as_of":                       d.T("as-of date"),
		"period_from":                 d.T("period from"),
		"period_to":                   d.T("period to"),
		"inventory_confirmed_by":      d.T("inventory confirmed by"),
		"inventory_confirmed_on":      d.T("inventory confirmed on"),
		"packs":                       d.T("catalogue packs"),
		"due":                         d.T("due date"),
		"from":                        d.T("covers from"),
		"to":                          d.T("covers to"),
		"external_id":                 d.T("external id"),
		"data":                        d.T("data classes"),
		"declined":                    d.T("values declined from the client's list"),
		"agentic":                     d.T("acts by itself"),
		"retired":                     d.T("no longer in service"),
		"sha256":                      d.T("SHA-256"),
	}
}

func nameOf(d *desk.Desk, names map[string]string, path string) string {
	if name, ok := names[path]; ok {
		return name
	}
	return d.Plain(strings.ReplaceAll(path, ".", "_"))
}
