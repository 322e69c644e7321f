package report

// dataFacts name the data that the numbers come from.
func (b *book) dataFacts() []fact {
	if b.in.DataSHA256 == "" {
		return nil
	}
	where := b.say("assessment.json, attached to this document")
	if b.in.Archive {
		where = b.say("FILE.assessment.json, handed over beside this document")
	}
	return []fact{{b.say("Data"), where}, {b.say("SHA-256 of the data"), b.in.DataSHA256}}
}

// verifyData says how to count the numbers again.
func (b *book) verifyData(point string) {
	if b.in.DataSHA256 == "" {
		return
	}
	commands := []string{"pdfdetach -saveall FILE.pdf", "sha256sum assessment.json", "demarc verify FILE.pdf"}
	text := b.say("The numbers can be counted again. Attached are assessment.json, with the records and all that was counted from them, and findings.csv and matrix.csv, which show the same as tables. The second command has to print the digest given below. The third needs the program: it counts anew, sets the pages again, and says whether the data matches or where not.")
	if b.in.Archive {
		commands = []string{"sha256sum FILE.assessment.json", "demarc verify FILE.pdf"}
		text = b.say("The numbers can be counted again. An archive may have nothing attached; FILE.assessment.json, which was handed over beside it, has the records and all that was counted from them. The first command has to print the digest given below. The second needs the program: it counts anew, sets the pages again, and says whether the data matches or where not.")
	}
	b.point(point, text)
	b.commands(commands)
}
