package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/catalog"
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
	own, err := s.redactPacks(prepared, &redaction)
	if err != nil {
		return err
	}
	if party := prepared.input.Slice.Party; party != "" {
		prepared.input.Slice.Party = report.PseudonymousID(redaction.Secret, party)
	}
	prepared.input.Changes = report.RedactChanges(prepared.state, redaction, prepared.input.Changes)
	prepared.state, prepared.input.Removals = report.Redact(prepared.state, redaction)
	if own.gone > 0 {
		counts := &prepared.input.Removals.Counts
		*counts = append(*counts, report.Removal{What: report.CountPacks, N: own.gone})
	}
	if own.hashes != "" {
		prepared.state.Engagement.Packs = own.hashes
	}
	return nil
}

// ownPacks is what became of packs that the program does not carry.
type ownPacks struct {
	hashes string // of all packs; empty: as they were
	gone   int
}

// redactPacks takes the texts out of the packs that the program does not carry,
// and has the report made from what is left.
func (s *Session) redactPacks(prepared *PreparedReport, redaction *report.Redaction) (own ownPacks, err error) {
	base, err := s.library.BasePack()
	if err != nil {
		return own, err
	}
	if !slices.ContainsFunc(s.packs, func(p *catalog.Pack) bool { return p.Info.SHA256 != base.Info.SHA256 }) {
		return own, nil
	}
	if redaction.Public, err = compose([]*catalog.Pack{base}); err != nil {
		return own, err
	}
	packs, gone, err := report.RedactPacks(prepared.state, *redaction, s.packs, base)
	if err == nil {
		prepared.catalogue, err = compose(packs)
	}
	if err != nil {
		return own, refused("the catalogue packs cannot be redacted: %s", err).hint("make the full edition, or go back to the catalogue without them")
	}
	prepared.packs, err = s.library.namedPacks(packs)
	return ownPacks{packHashes(packs), gone}, err
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
