//! What is odd about the certificates of an order and no reason to stop it: somebody who decides about the order sees it.

use crate::domain::order::exception::ExceptionKind;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::name_visitor;
use crate::domain::value::certificate::DocumentWarning;
use crate::domain::value::message::BilingualMessage;

/// One thing that is odd. Holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateDoubt {
    pub kind: ExceptionKind,
    pub reason: BilingualMessage,
}

/// What is odd about the buyer's number, and about those of the visitors who come along.
pub fn find_certificate_doubts(order: &ResaleOrder) -> Vec<CertificateDoubt> {
    let Some(form) = &order.form else { return Vec::new() };
    let own = form.what.document_warnings().into_iter().map(|warning| (warning, warning.message()));
    let others = form.what.visitor_warnings();
    let others = others.map(|(place, warning)| (warning, name_visitor(place, &warning.message())));
    own.chain(others).map(|(warning, reason)| CertificateDoubt { kind: exception_of(warning), reason }).collect()
}

const fn exception_of(warning: DocumentWarning) -> ExceptionKind {
    match warning {
        DocumentWarning::CheckDigit => ExceptionKind::CertificateCheckDigit,
        DocumentWarning::Birthday => ExceptionKind::CertificateBirthday,
        DocumentWarning::Gender => ExceptionKind::CertificateGender,
    }
}
