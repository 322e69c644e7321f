package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/report"
)

// redact takes out of the records of a redacted edition what it does not show,
// before anything is made from them.
func (s *Session) redact(prepared *PreparedReport, options ReportOptions) error {
	if options.Edition != report.Redacted {
		if len(options.Release) > 0 {
			return wrongInput("only a redacted edition releases anything").hint("give --edition redacted, or leave --release away")
		}
		return nil
	}
	redaction := report.Redaction{Catalogue: s.catalogue, Language: options.Language}
	for _, text := range options.Release {
		release, err := s.findRelease(text)
		if err != nil {
			return err
		}
		redaction.Release = append(redaction.Release, release)
	}
	prepared.input.OmissionReason = "" // it was typed
	var err error
	if redaction.Secret, err = s.file.PseudonymKey(); err != nil {
		return storeError(err)
	}
	if party := prepared.input.Slice.Party; party != "" {
		prepared.input.Slice.Party = report.PseudonymousID(redaction.Secret, party)
	}
	prepared.input.Changes = report.RedactChanges(prepared.state, redaction, prepared.input.Changes)
	prepared.state, prepared.input.Removals = report.Redact(prepared.state, redaction)
	return nil
}

// findRelease finds the field that is meant by KIND/NAME/FIELD. The engagement
// needs no name; a cell's is ASSET × CONTROL, written with a slash.
func (s *Session) findRelease(text string) (report.Release, error) {
	parts := strings.Split(text, "/")
	kind, known := assess.Parse(parts[0], assess.RecordKinds)
	if !known || len(parts) < 2 {
		return report.Release{}, wrongInput("%q names no field of a record", text).hint("write it as asset/NAME/name, or engagement/title")
	}
	field, name := parts[len(parts)-1], strings.Join(parts[1:len(parts)-1], "/")
	fields := report.Releasable(kind)
	if !slices.ContainsFunc(fields, func(path string) bool { return path == field || strings.HasPrefix(path, field+".") }) {
		return report.Release{}, unknownName("field", field, fields)
	}
	ref, err := s.findToRelease(kind, name)
	return report.Release{Ref: ref, Field: field}, err
}

func (s *Session) findToRelease(kind assess.RecordKind, name string) (assess.Ref, error) {
	switch kind {
	case assess.KindEngagement:
		return s.state.Engagement.Ref(), nil
	case assess.KindDisposition:
		found, err := s.findFindings([]string{name})
		if err != nil {
			return assess.Ref{}, err
		}
		return assess.Ref{Kind: kind, Key: found[0].ID}, nil
	case assess.KindCell:
		at := strings.LastIndex(name, "/")
		if at < 0 {
			return assess.Ref{}, wrongInput("%q names no cell", name).hint("write it as cell/ASSET/CONTROL/rationale")
		}
		asset, err := s.FindAsset(name[:at])
		if err != nil {
			return assess.Ref{}, err
		}
		control, err := s.FindControl(name[at+1:])
		if err != nil {
			return assess.Ref{}, err
		}
		return assess.Ref{Kind: kind, Key: assess.CellKey(asset.ID, control.ID)}, nil
	}
	return s.findOfKind(kind, name)
}
