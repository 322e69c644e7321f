package sign

import (
	"crypto/x509"
	"time"

	"demarc/words"
)

// report says what the signature says, with the certificate's part where it is proved.
func (s *foundSignature) report(pdf []byte, roots *x509.CertPool, problems *[]error) SignatureReport {
	dictionary := s.field.dictionary
	r := SignatureReport{
		Name:            decodeText(dictionary.get("Name").text),
		Statement:       decodeText(dictionary.get("Reason").text),
		TimeSource:      ClockTime,
		CoversWholeFile: s.covered == len(pdf),
		Permissions:     s.permissions(),
	}
	signedAt, timeErr := readDate(dictionary.get("M"))
	if s.stamp != nil {
		signedAt, timeErr = s.stamp.time, nil
	}
	r.SignedAt = signedAt
	certificate := s.certificate()
	if certificate == nil {
		return r
	}
	r.Fingerprint, r.Subject, r.SelfSigned = fingerprint(certificate), certificate.Subject.String(), selfSigned(certificate)
	if s.flaw != nil {
		return r
	}
	err := timeErr
	if err == nil {
		err = s.checkTrust(roots, signedAt)
	}
	r.Trusted = err == nil
	if err != nil {
		*problems = append(*problems, err)
	}
	return r
}

// certificate is the one that the signature or timestamp names; nil when it
// cannot be read.
func (s *foundSignature) certificate() *x509.Certificate {
	switch {
	case s.cms != nil:
		return s.cms.certificate
	case s.stamp != nil:
		return s.stamp.certificate
	}
	return nil
}

// checkTrust says why a proved signature is not trusted.
func (s *foundSignature) checkTrust(roots *x509.CertPool, at time.Time) error {
	if s.stamp != nil {
		return s.stamp.checkTrust(roots)
	}
	certificate := s.cms.certificate
	if err := checkPeriod(certificate, at); err != nil {
		return err
	}
	if err := checkUsage(certificate); err != nil {
		return err
	}
	if roots == nil {
		return words.Errorf("no root certificate was given, so nothing says who stands behind the signature; compare the fingerprint with the signer")
	}
	if !leadsTo(roots, certificate, s.cms.chain, at, x509.ExtKeyUsageAny) {
		return words.Errorf("the certificate of %s does not lead to a trusted root", certificate.Subject)
	}
	return nil
}

// leadsTo tells whether a certificate leads to one of the roots.
func leadsTo(roots *x509.CertPool, certificate *x509.Certificate, chain []*x509.Certificate, at time.Time, usage x509.ExtKeyUsage) bool {
	between := x509.NewCertPool()
	for _, c := range chain {
		between.AddCert(c)
	}
	_, err := certificate.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{usage},
	})
	return err == nil
}

// settleTimes takes the timestamps out of the signatures' reports and tells
// each signature of the earliest one that covers it.
func (r *PDFReport) settleTimes(signatures []*foundSignature) {
	var said []SignatureReport
	for i, s := range signatures {
		if !s.isStamp() {
			said = append(said, r.Signatures[i])
			continue
		}
		of := r.Signatures[i]
		stamp := TimestampReport{
			Time: of.SignedAt, Authority: of.Subject, Fingerprint: of.Fingerprint, Trusted: of.Trusted,
			CoversWholeFile: of.CoversWholeFile, ChangesAfter: of.ChangesAfter,
		}
		r.Timestamps = append(r.Timestamps, stamp)
		for j := range said {
			if s.flaw == nil && said[j].Stamp == nil {
				r.stamped(&said[j], &stamp)
			}
		}
	}
	r.Signatures = said
}

// stamped notes when an authority saw a signature.
func (r *PDFReport) stamped(s *SignatureReport, stamp *TimestampReport) {
	s.Stamp, s.TimeSource = stamp, StampedTime
	if s.SignedAt.After(stamp.Time) {
		r.problem(words.Errorf("the signer's clock says %s, which is after the timestamp of %s: one of the two is wrong",
			s.SignedAt.Format(time.RFC3339), stamp.Time.Format(time.RFC3339)))
	}
}
