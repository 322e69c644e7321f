package report

import "fmt"

// glossary explains the words of this report.
func (b *book) glossary() {
	b.section(upright, b.say("Glossary"), "")
	b.facts(
		fact{b.say("Asset"), b.say("One AI system in the client's inventory.")},
		fact{b.say("Hosting model"), b.say("How an asset is run. It decides where the boundary lies. Where it is unknown, every cell is undecided.")},
		fact{b.say("Control"), b.say("One security duty of the catalogue.")},
		fact{b.say("Cell"), b.say("One asset × one control.")},
		fact{b.say("Baseline"), b.say("What the catalogue says of a hosting model × a control: on whose side the duty lies, what the provider offers, what the client has to do, the known gap, the source and how sure it is.")},
		fact{b.say("Boundary"), b.say("Where the provider's side ends and the client's begins: the baseline's answer, or this engagement's own decision in its place.")},
		fact{b.say("Clause"), b.say("One side's half of a cell. A shared cell has two, and each needs an owner: “shared” alone is never a final answer.")},
		fact{b.say("Party"), b.say("Somebody who can own a clause: a person, a team or a provider.")},
		fact{b.say("Accountable"), b.say("The one party that answers for a clause. Responsible, consulted and informed may be many.")},
		fact{b.say("Presumed, on the provider's word alone"), b.say("A provider's clause that rests on its public documentation: no contract clause or assurance report is referenced.")},
		fact{b.say("Half owned"), b.say("A shared cell of which one side has no accountable party. It counts as unowned.")},
		fact{b.say("Undecided"), b.say("A cell whose boundary nobody has decided. It counts as unowned.")},
		fact{b.say("Scope rule"), b.say("An answer for many cells at once.")},
		fact{b.say("Status"), b.say("How far a duty is met: not assessed, not implemented, planned, partial, implemented. Declared by the client; where the assessor concluded otherwise, the conclusion counts.")},
		fact{b.say("Evidenced"), b.say("Implemented, and shown by more than inquiry: by observation, inspection or re-performance.")},
		fact{b.say("Finding"), b.say("What the rules say is wrong, with its severity and the sum behind it.")},
		fact{b.say("Disposition"), b.say("What was decided about a finding: open, in progress, fixed, disputed, or risk accepted. An accepted risk still counts as what it is.")},
		fact{b.say("Commit, head"), b.say("A saved change of the engagement, chained to those before it by its hash. The newest one is the head; its hash stands for everything this report was made from.")},
	)
}

// verifyCommands are what to type for a point of howToVerify. FILE, B and C stand
// for what the reader has, and signer.pem is left by the point before.
var verifyCommands = map[int][]string{
	2: {
		"pdfsig FILE.pdf",
		"pdfsig -dump FILE.pdf",
		"(head -c B FILE.pdf; tail -c +$((C+1)) FILE.pdf) > signed.bin",
		"openssl pkcs7 -inform DER -in FILE.pdf.sig0 -print_certs -out certs.pem",
		"openssl cms -verify -cades -inform DER -in FILE.pdf.sig0 -content signed.bin -binary \\",
		"  -CAfile certs.pem -partial_chain -purpose any -signer signer.pem -out /dev/null",
	},
	3: {"openssl x509 -in signer.pem -noout -fingerprint -sha256"},
}

// commands sets lines to be typed, none of them broken.
func (b *book) commands(lines []string) {
	if len(lines) == 0 {
		return
	}
	s := styleSmall.in(ink)
	depth := float64(len(lines))*s.leading + 8
	b.keep(depth)
	b.fill(b.page.left+22, b.y, b.page.measure()-22, depth, canvas)
	b.lines(b.page.left+32, b.y+4, s, lines)
	b.y += depth + 10
}

// howToVerify says how to check this document without the program.
func (b *book) howToVerify() {
	b.section(upright, b.say("How to verify this document"), b.say("Nothing here needs the program that made it."))
	if b.in.Signer == nil {
		b.statement(b.say("This copy is not signed. What follows holds for the signed copy; of this one nobody can tell whether it was changed."))
	}
	points := []string{
		b.say("Open it in any PDF reader that shows signatures. It names the signer and says whether the document was changed since."),
		b.say("On a command line: pdfsig FILE.pdf has to say “Signature is Valid” and “Total document signed”. mutool sign -v FILE.pdf has to say that the document is unchanged since signing."),
		b.say("With OpenSSL, first get the signature out of the file and the bytes that it covers. B and C are numbers that pdfsig prints behind “Signed Ranges”, as [0 - B], [C - D]; D has to be the length of the file. Then openssl cms has to end with “CAdES Verification successful”:"),
		b.say("Compare the fingerprint of the signer's certificate with one that you have from the signer by another way, such as a telephone call. Nothing above proves who the signer is, and a reader that does not know the certificate says so: it is the fingerprint that counts. Of the certificate that signed this file it is:"),
		b.say("Whoever has the engagement can tie this document to it: its newest commit has to be the head given below. The same head and the catalogue's hash stand in this file's properties, as demarc-head and demarc-catalogue."),
	}
	for i, text := range points {
		b.point(fmt.Sprint(i+1), text)
		b.commands(verifyCommands[i])
	}
	b.verifyData(fmt.Sprint(len(points) + 1))
	b.y += 6
	fingerprint, name := b.say("This copy is not signed."), b.say("nobody")
	if s := b.in.Signer; s != nil {
		fingerprint, name = b.stated(s.Fingerprint), joined(", ", s.Name, s.Organisation, s.Email)
	}
	b.facts(
		fact{b.say("Signer"), name},
		fact{b.say("Fingerprint"), fingerprint},
		fact{b.say("Head"), b.stated(b.in.Head)},
		fact{b.say("Catalogue %s", b.catalogue.Version), b.stated(b.catalogue.SHA256)},
	)
	b.dataFacts()
}

// signaturePage has the place for the signature, drawn before it is signed.
func (b *book) signaturePage() {
	b.section(upright, b.say("Signature"), "")
	s := b.in.Signer
	b.document.SignaturePage = b.pageNumber() - 1
	if s == nil {
		b.statement(b.say("This copy is not signed."))
		b.signerBlock(b.say("Not signed"), "", "")
		return
	}
	facts := []fact{{b.say("Signer"), b.stated(s.Name)}}
	if s.Organisation != "" {
		facts = append(facts, fact{b.say("Organisation"), s.Organisation})
	}
	if s.Email != "" {
		facts = append(facts, fact{b.say("E-mail"), s.Email})
	}
	facts = append(facts, fact{b.say("Fingerprint of the certificate"), b.stated(s.Fingerprint)}, fact{b.say("Document made"), b.madeAt()}, fact{b.say("Head"), b.stated(b.in.Head)})
	b.facts(append(facts, b.signingFacts()...)...)
	if s.SelfSigned {
		b.paragraph(b.say("Signed by a certificate made on this computer. It proves that nothing changed since, not who %s is.", shorten(s.Name, nameLimit)))
	}
	b.signerBlock(s.Name, s.Organisation, s.Statement)
	b.clientBlock()
}
