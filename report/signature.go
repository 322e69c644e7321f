package report

import "demarc/words"

// ClientStatement is what a client signs where they say nothing else.
func ClientStatement(l *words.Language) string {
	return l.T("Received. Facts confirmed except as noted. No acceptance of findings or liability.")
}

// OwnerStatement is what a party signs of the report on what it owns, where it
// says nothing else.
func OwnerStatement(l *words.Language) string {
	return l.T("Received. I acknowledge the duties listed here except as noted.")
}

// ProposedStatement is what is proposed to whoever countersigns.
func (in *Input) ProposedStatement() string {
	switch {
	case in.ClientStatement != "":
		return in.ClientStatement
	case in.Slice.Party != "":
		return OwnerStatement(in.Language)
	}
	return ClientStatement(in.Language)
}

// The block in which a signature shows, in points; it grows with its words.
const (
	signatureWidth  = 372.0 // a digest stands on one line
	signatureHeight = 96.0
	signatureInset  = 16.0
	// signatureLines is how many lines of words a block holds; longer ones stand
	// above it.
	signatureLines = 24
)

// signatureBlock is what stands in the place of a signature, drawn before it
// is signed.
type signatureBlock struct {
	label, name, organisation, words, foot string
	inks                                   [2]rgb // of the line at its side, and of the name
}

// signingFacts say what the signature allows and by whose clock it is dated.
func (b *book) signingFacts() []fact {
	allows := b.say("No change at all, but for a timestamp of an authority.")
	switch {
	case b.in.Client && b.in.Slice.Party != "":
		allows = b.say("The owner's signature in the field below, and timestamps of an authority. Nothing else.")
	case b.in.Client:
		allows = b.say("The client's signature in the field below, and timestamps of an authority. Nothing else.")
	}
	return []fact{
		{b.say("Allowed afterwards"), allows},
		{b.say("Time of signing"), b.say("As stated by the signer's computer. A timestamp that an authority added later says by when the signature was there.")},
	}
}

// signerBlock draws the place of the signature and notes where it is.
func (b *book) signerBlock(name, organisation, words string) {
	rect := b.drawSignature(signatureBlock{
		b.say("Digital signature"), name, organisation, b.fitting(words),
		b.say("head %s · catalogue %s", short(b.in.Head), short(b.catalogue.SHA256)), [2]rgb{accent, ink},
	})
	b.document.SignaturePage, b.document.SignatureRect = b.pageNumber()-1, rect
}

// fitting are the words of a block; those that are too many for it are set above.
func (b *book) fitting(words string) string {
	if len(b.typeface.wrap(styleSmall, signatureWidth-2*signatureInset, words)) <= signatureLines {
		return words
	}
	b.statement(words)
	return b.say("In the words above.")
}

// clientBlock draws the place of the client's signature, where one is prepared:
// of a party's, in the report on what it owns.
func (b *book) clientBlock() {
	if !b.in.Client || b.in.Signer == nil {
		return
	}
	label, name := b.say("Client's signature"), b.say("The client signs here electronically")
	if b.in.Slice.Party != "" {
		label, name = b.say("Owner's signature"), b.say("The owner signs here electronically")
	}
	rect := b.drawSignature(signatureBlock{
		label, name, b.say("A PDF reader shows whether it is signed. Proposed words:"),
		b.fitting(b.in.ProposedStatement()), b.say("to be signed with demarc countersign, or in a reader that fills signature fields"), [2]rgb{ink3, ink3},
	})
	b.document.ClientPage, b.document.ClientRect = b.pageNumber()-1, rect
}

// drawSignature draws a block and returns where it is, in PDF points from the
// page's lower left corner.
func (b *book) drawSignature(block signatureBlock) (rect [4]float64) {
	const inset, width = signatureInset, signatureWidth - 2*signatureInset
	lines := b.typeface.wrap(styleSmall.in(ink), width, block.words)
	height := signatureHeight
	if block.words != "" {
		height += float64(len(lines))*styleSmall.leading + 8
	}
	b.keep(height + 40)
	b.y += 10
	x, y := b.page.left, b.y
	b.fill(x, y, signatureWidth, height, canvas)
	b.fill(x, y, 2, height, block.inks[0])
	b.overline(x+inset, y+20, ink3, block.label)
	s := style{semibold, 14, 18, block.inks[1]}
	b.text(x+inset, y+46, s, b.typeface.fit(s, width, block.name))
	b.text(x+inset, y+62, styleSmall, b.typeface.fit(styleSmall, width, block.organisation))
	if block.words != "" {
		b.lines(x+inset, y+70, styleSmall.in(ink), lines)
	}
	b.text(x+inset, y+height-14, styleTiny.in(ink3), b.typeface.fit(styleTiny, width, block.foot))
	b.y += height + 16
	return [4]float64{x, b.page.height - y - height, x + signatureWidth, b.page.height - y}
}
