package handover

import (
	"slices"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/sign"
)

// judged is the result of a check in plain words.
type judged struct {
	verdict  string
	meaning  string
	sound    bool // the bytes are as they were signed
	problems []string
	signed   []signature
	origin   []string // from which engagement it was made
	since    []string // what has changed since, the newest last
	more     int      // changes that are not listed
	head     string   // the commit that it was made from, if it is here
	data     []string // what came of counting its numbers again
	prepared bool     // a field waits for the client's signature
	proposed string   // what the client would sign in it
}

// signature is one signature in plain words.
type signature struct {
	name, signed, fingerprint, vouched, allows string
	changes                                    []string
}

// mostChanges is how many changes are listed.
const mostChanges = 12

// judge puts the result of a check into words.
func judge(d *desk.Desk, v *engagement.VerifiedPDF) judged {
	verdict, meaning := verdictWords(d, v.Verdict)
	j := judged{verdict: verdict, meaning: meaning, sound: v.Verdict == sign.IntactTrusted || v.Verdict == sign.IntactUntrusted}
	for _, problem := range v.Problems {
		j.problems = append(j.problems, desk.OneLine(d.Trouble(problem)))
	}
	for i := range v.Signatures {
		j.signed = append(j.signed, signatureWords(d, &v.Signatures[i], j.sound))
	}
	j.origin = origin(d, v)
	j.data = dataWords(d, v.Data)
	if v.Found != nil && *v.Found {
		j.head = v.Head
		j.since = v.ChangedSince[max(0, len(v.ChangedSince)-mostChanges):]
		j.more = len(v.ChangedSince) - len(j.since)
	}
	return j
}

// verdictWords gives each verdict its sentence, and what follows from it.
func verdictWords(d *desk.Desk, verdict sign.Verdict) (sentence, meaning string) {
	switch verdict {
	case sign.IntactTrusted:
		return d.T("Intact"), d.T("Every byte is as it was signed, by somebody whom a trusted authority vouches for.")
	case sign.IntactUntrusted:
		return d.T("Intact"), d.T("Every byte is as it was signed. Nobody vouches here for who signed it.")
	case sign.ChangedAfterSigning:
		return d.T("Changed after signing"), d.T("What was signed is intact, and something was added to it afterwards. What you read may not be what was signed.")
	case sign.Tampered:
		return d.T("Tampered with"), d.T("The file is no longer what was signed. Nothing in it can be relied upon.")
	case sign.Unsigned:
		return d.T("Not signed"), d.T("Nothing proves that it is unchanged, or who made it.")
	case sign.Malformed:
		return d.T("Not a PDF that can be read"), d.T("The file is damaged, or something else under the name of a PDF.")
	case sign.NotSupported:
		return d.T("Signed in a way that cannot be checked here"), d.T("The signature is neither proved nor refuted. A PDF reader that knows its form may say more.")
	}
	return d.T("Not decided"), d.T("The check came to no result that has a name here.")
}

func signatureWords(d *desk.Desk, s *sign.SignatureReport, sound bool) signature {
	name := signer(d, s.Name)
	words := signature{name: name, fingerprint: s.Fingerprint, allows: allows(d, s.Permissions), changes: s.ChangesAfter}
	if !s.SignedAt.IsZero() {
		words.signed = d.T("%s, %s UTC, by the signer's clock", d.Date(s.SignedAt), d.Time(s.SignedAt))
	}
	words.vouched = d.T("As it says of itself; nothing of it is proved.")
	if sound {
		words.vouched = vouched(d, s, name)
	}
	return words
}

// allows says what a signature lets others do to the file.
func allows(d *desk.Desk, permissions string) string {
	switch permissions {
	case "no changes":
		return d.T("Allows no change afterwards.")
	case "form filling and signing":
		return d.T("Allows forms to be filled and further signatures.")
	case "form filling, signing and annotations":
		return d.T("Allows forms to be filled, further signatures and notes.")
	}
	return ""
}

// vouched says what a certificate proves of who holds it.
func vouched(d *desk.Desk, s *sign.SignatureReport, name string) string {
	switch {
	case s.Trusted:
		return d.T("A trusted authority vouches for the certificate.")
	case !s.SelfSigned:
		return d.T("The certificate was issued by an authority that is not known here. It proves that nothing changed since, not who %s is.", name)
	case s.Fingerprint != "" && d.Memory.Get(madeKey) == s.Fingerprint:
		return d.T("Signed by a certificate made on this computer. It proves that nothing changed since, not who %s is.", name)
	}
	return d.T("Signed by a certificate that its holder made. It proves that nothing changed since, not who %s is.", name)
}

// signer names a signer; presenting, people are not named.
func signer(d *desk.Desk, name string) string {
	if d.Presenting {
		return d.T("the signer")
	}
	if name = desk.OneLine(name); name == "" {
		return d.T("somebody without a name")
	}
	return name
}

// origin says from which engagement a report was made, as far as that is known.
func origin(d *desk.Desk, v *engagement.VerifiedPDF) []string {
	broken := []sign.Verdict{sign.Tampered, sign.Malformed, sign.NotSupported}
	switch {
	case slices.Contains(broken, v.Verdict):
		return nil
	case v.Head == "":
		return []string{d.T("It does not say from which engagement it was made.")}
	case v.Engagement != "" && v.Engagement != d.Session.State().Engagement.ID && (v.Found == nil || !*v.Found): // a redacted edition has another id
		return []string{d.T("It was made from another engagement.")}
	case v.Found == nil:
		return nil
	case !*v.Found:
		return []string{d.T("It names a commit that is not in this engagement's history: the history was rewritten, or rolled back to an earlier copy.")}
	}
	var said []string
	if v.Verdict == sign.Unsigned {
		said = append(said, d.T("As it says of itself:"))
	}
	said = append(said, d.T("It was made from this engagement."))
	if v.CommitsSince == 0 {
		return append(said, d.T("Nothing has changed since."))
	}
	return append(said, d.N(v.CommitsSince, "%s commit since:", "%s commits since:"))
}

// Verdict says what a check of a report came to, and what follows from it.
func Verdict(d *desk.Desk, v *engagement.VerifiedPDF) (sentence, meaning string) {
	return verdictWords(d, v.Verdict)
}

// dataWords say what came of counting a report's numbers again; nothing where
// nobody did.
func dataWords(d *desk.Desk, found *engagement.CheckedData) (said []string) {
	switch {
	case found == nil:
		return nil
	case found.Matches == nil:
		said = []string{d.T("Its numbers could not be counted again.")}
	case !*found.Matches:
		said = []string{d.T("Its data does not match.")}
	case found.Pages:
		said = []string{d.T("Its data matches: every number was counted again, and every page set again.")}
	default:
		said = []string{d.T("Its data matches: every number was counted again.")}
	}
	for _, s := range found.Said {
		said = append(said, desk.OneLine(s.In(d.Language)))
	}
	return said
}
