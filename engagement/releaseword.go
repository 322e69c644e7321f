package engagement

import (
	"strings"

	"demarc/assess"
)

// releaseWord names a field that can be released: apart from the others of its
// record, which the words of the history are not.
func (n *narrator) releaseWord(kind assess.RecordKind, path string) string {
	if kind == assess.KindDisposition {
		return n.decisionWord(path)
	}
	if kind != assess.KindCell && kind != assess.KindRule {
		return n.fieldWord(kind, path)
	}
	switch path {
	case "declared.by":
		return n.say("who declared the status")
	case "concluded.by":
		return n.say("who concluded the status")
	case "boundary.by":
		return n.say("who decided the boundary")
	case "boundary.rationale":
		return n.say("why the boundary was decided")
	case "boundary.reference":
		return n.say("reference of the boundary")
	case "scope.value":
		return n.say("what the rule is for")
	case "control":
		return n.say("control")
	case "category":
		return n.say("category")
	}
	word := n.fieldWord(kind, path)
	switch {
	case strings.HasSuffix(path, ".reference.services"):
		return n.say("%s, services", word)
	case strings.HasSuffix(path, ".reference.regions"):
		return n.say("%s, regions", word)
	}
	return word
}

func (n *narrator) decisionWord(path string) string {
	switch path {
	case "by":
		return n.say("who decided")
	case "authority":
		return n.say("authority")
	case "reason":
		return n.say("reason")
	case "severity_reason":
		return n.say("why the severity was adjusted")
	case "recorder":
		return n.say("who recorded it")
	case "evidence":
		return n.say("evidence")
	case "asset":
		return n.say("asset")
	case "control":
		return n.say("control")
	}
	return n.fieldWord(assess.KindDisposition, path)
}
