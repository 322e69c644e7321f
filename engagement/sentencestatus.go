package engagement

import (
	"strings"

	"demarc/assess"
	"demarc/history"
)

func (n *narrator) boundaryClause(change history.Change) clause {
	if f := field(change, "boundary.owner"); f != nil {
		return clause{main: n.boundary(assess.Owner(f.New))}
	}
	for _, f := range change.Fields {
		if strings.HasPrefix(f.Path, "boundary.") {
			return clause{main: n.say("Gave another reason for the boundary of {cells}")}
		}
	}
	return clause{}
}

func (n *narrator) boundary(owner assess.Owner) string {
	switch owner {
	case assess.OwnerProvider:
		return n.say("Decided that {cells} {is} the provider's")
	case assess.OwnerCustomer:
		return n.say("Decided that {cells} {is} the client's")
	case assess.OwnerShared:
		return n.say("Decided that {cells} {is} shared")
	case assess.OwnerNotApplicable:
		return n.say("Decided that {cells} {is} not applicable")
	case assess.OwnerBaseline:
		return n.say("Went back to the catalogue's boundary for {cells}")
	case "":
		return n.say("Took back what was decided of the boundary of {cells}")
	}
	return ""
}

func (n *narrator) declaredClause(change history.Change) clause {
	status, by := field(change, "declared.status"), field(change, "declared.by")
	switch {
	case status != nil && status.New == "":
		return clause{main: n.say("Took back the declaration on {cells}")}
	case status != nil && by != nil && by.New != "":
		return clause{main: n.say("Declared {cells} %s on the word of %s", n.language.Plain(status.New), n.value(by.Path, by.New))}
	case status != nil:
		return clause{main: n.say("Declared {cells} %s", n.language.Plain(status.New))}
	case by != nil || field(change, "declared.at") != nil:
		return clause{main: n.say("Made the declaration on {cells} again")}
	}
	return clause{}
}

func (n *narrator) concludedClause(change history.Change) clause {
	status := field(change, "concluded.status")
	switch {
	case status != nil && status.New == "":
		return clause{main: n.say("Took back the conclusion on {cells}")}
	case status != nil:
		return clause{main: n.say("Concluded {cells} %s", n.language.Plain(status.New))}
	case field(change, "concluded.by") != nil || field(change, "concluded.at") != nil:
		return clause{main: n.say("Made the conclusion on {cells} again")}
	}
	return clause{}
}

func (n *narrator) gapClause(change history.Change) clause {
	switch f := field(change, "gap_addressed"); {
	case f == nil:
		return clause{}
	case f.New == string(assess.TraitYes):
		return clause{n.say("Marked the known gap of {cells} as addressed"), n.say("{gap} addressed")}
	}
	return clause{main: n.say("Marked the known gap of {cells} as open")}
}

func (n *narrator) rationaleClause(change history.Change) clause {
	switch f := field(change, "rationale"); {
	case f == nil:
		return clause{}
	case f.New == "":
		return clause{main: n.say("Took the rationale off {cells}")}
	}
	return clause{n.say("Gave the rationale for {cells}"), n.say("with a rationale")}
}

func (n *narrator) dueClause(change history.Change) clause {
	switch f := field(change, "due"); {
	case f == nil:
		return clause{}
	case f.New == "":
		return clause{main: n.say("Took the due date off {cells}")}
	default:
		return clause{n.say("Set the due date of {cells} to %s", n.date(f.New)), n.say("due %s", n.date(f.New))}
	}
}

func (n *narrator) reopenedClause(change history.Change) clause {
	if f := field(change, "reopened"); f != nil && f.New != "" {
		return clause{main: n.say("Reopened {cells}")}
	}
	return clause{}
}
