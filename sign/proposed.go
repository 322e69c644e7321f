package sign

// ProposedStatement is what the field that was prepared for the client's
// signature proposes to sign. It fails where there is no such field, or where it
// can be filled no more.
func ProposedStatement(pdf []byte) (string, error) {
	document, err := readDocument(pdf)
	if err != nil {
		return "", err
	}
	field, err := document.clientField()
	if err != nil {
		return "", err
	}
	return decodeText(document.resolve(field).get("TU").text), nil
}
