//! Mails: one for each recipient, with forms that go along.

use crate::artifact::Artifact;
use crate::error::Error;
use crate::model::mailbox::Mailbox;
use crate::render::{Dispatch, Format};
use crate::workspace::NoticeFile;

use super::forms::output_stem;
use super::{Examined, Office, Order};

/// Whom mails go to, and with what.
#[derive(Clone, Copy)]
pub struct Posting<'a> {
    /// Each gets a mail of their own; without a list there is one mail, which
    /// names nobody.
    pub recipients: Option<&'a [Mailbox]>,
    /// The forms that go along, where they suit the notice.
    pub attached: &'a [&'static dyn Format],
}

/// So many mails are made before they are written: with a PDF in each, all those
/// of a long list would not find room.
const BUNDLE: usize = 100;

impl Office {
    /// The finished files of a notice as [`Office::render`] makes them, and then
    /// its mails, each with the number of the recipient in its name, so that no
    /// address can be read from it. `take` gets them in bundles.
    ///
    /// # Errors
    /// As [`Office::render`], and what `take` says.
    pub fn post(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
        posting: &Posting<'_>,
        mut take: impl FnMut(Vec<Artifact>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let stem = self.stem(examined, file, order.now, order.here)?;
        let (sent, others): (Vec<_>, Vec<_>) = order.formats.iter().copied().partition(|format| format.is_sent());
        let finished = self.render(examined, file, &Order { formats: &others, ..*order })?;
        let attachments = self.attachments(&stem, examined, file, order, posting, &finished)?;
        take(finished)?;
        let sheet = self.compose_among(examined, self.versions(examined, file, order)?, order.draft);
        for format in sent {
            let press = self.press(format, examined.house)?;
            let mail = |name: String, recipient: Option<&Mailbox>| -> Result<Artifact, Error> {
                let dispatch = Dispatch { recipient, attachments: &attachments };
                Ok(Artifact { path: name, media_type: format.media_type(), bytes: press.dispatch(&sheet, &dispatch)? })
            };
            let Some(recipients) = posting.recipients else {
                take(vec![mail(format!("{stem}.{}", format.ending()), None)?])?;
                continue;
            };
            let digits = recipients.len().to_string().len().max(4);
            let numbered: Vec<(usize, &Mailbox)> = (1..).zip(recipients).collect();
            for bundle in numbered.chunks(BUNDLE) {
                let mails = bundle.iter().map(|(number, recipient)| {
                    mail(format!("{stem}.{number:0digits$}.{}", format.ending()), Some(recipient))
                });
                take(mails.collect::<Result<_, _>>()?)?;
            }
        }
        Ok(())
    }

    /// What goes along, under its ordinary name: who has the mail has the notice,
    /// but must not know how the file is called where it waits for its hour.
    fn attachments(
        &self,
        stem: &str,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
        posting: &Posting<'_>,
        finished: &[Artifact],
    ) -> Result<Vec<Artifact>, Error> {
        let ordinary = format!("{}.{}", output_stem(examined, file), examined.language.code);
        let mut attachments = Vec::new();
        for format in posting.attached {
            let ending = format.ending();
            let made = finished.iter().find(|artifact| artifact.path == format!("{stem}.{ending}"));
            let made = match made {
                Some(made) => Some(made.clone()),
                None => self.render(examined, file, &Order { formats: &[*format], beside: false, ..*order })?.pop(),
            };
            attachments.extend(made.map(|made| Artifact { path: format!("{ordinary}.{ending}"), ..made }));
        }
        Ok(attachments)
    }
}
