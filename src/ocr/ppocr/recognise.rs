//! The text of each line.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use image::RgbImage;
use rten::{Model, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::ctc;
use super::ctc::RecognisedText;
use super::quad::Quad;
use super::{crop, model_failed, run_options};
use crate::error::Result;
use crate::ocr::errors::OcrError;

/// The most lines that are read at once; each takes some 20 MB.
const MAX_WORKERS: usize = 4;

/// The recogniser's model, and the characters that its classes stand for.
pub(super) struct TextRecogniser {
    model: Model,
    characters: Vec<String>,
    /// One thread each: lines are short, and two of them at once are read faster than one on two cores.
    workers: Vec<Arc<ThreadPool>>,
}

impl TextRecogniser {
    pub(super) fn load(model: Vec<u8>, characters: &[u8]) -> Result<Self> {
        let model = Model::load(model).map_err(|error| model_failed(&error))?;
        let characters = std::str::from_utf8(characters).map_err(|_| OcrError::CharactersUnreadable.into_error())?;
        let count = thread::available_parallelism().map_or(1, usize::from).min(MAX_WORKERS);
        Ok(Self {
            model,
            characters: characters.lines().map(str::to_owned).collect(),
            workers: (0..count).map(|_| Arc::new(ThreadPool::with_num_threads(1))).collect(),
        })
    }

    /// Reads every line; the answers stand in the order of `quads`.
    pub(super) fn read_lines(&self, picture: &RgbImage, quads: &[Quad]) -> Result<Vec<RecognisedText>> {
        let next = AtomicUsize::new(0);
        let work = |worker: &Arc<ThreadPool>| -> Result<Vec<(usize, RecognisedText)>> {
            let mut done = Vec::new();
            loop {
                // Each takes the next line that nobody has: shares cut beforehand would wait for whoever got the long
                // lines.
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(quad) = quads.get(at) else { return Ok(done) };
                done.push((at, self.read_line(picture, quad, worker)?));
            }
        };
        let shares: Vec<_> = thread::scope(|scope| {
            let work = &work;
            let running: Vec<_> = self.workers.iter().map(|worker| scope.spawn(move || work(worker))).collect();
            running.into_iter().map(thread::ScopedJoinHandle::join).collect()
        });
        let mut done = Vec::with_capacity(quads.len());
        for share in shares {
            done.extend(share.map_err(|_| OcrError::EngineStopped.into_error())??);
        }
        // They come in by worker; the caller pairs them with their boxes by place.
        done.sort_by_key(|(at, _)| *at);
        Ok(done.into_iter().map(|(_, read)| read).collect())
    }

    fn read_line(&self, picture: &RgbImage, quad: &Quad, worker: &Arc<ThreadPool>) -> Result<RecognisedText> {
        let input = crop::crop_line(picture, quad);
        let output =
            self.model.run_one(input.view().into(), Some(run_options(worker))).map_err(|error| model_failed(&error))?;
        let output: NdTensor<f32, 3> = output.try_into().map_err(|error| model_failed(&error))?;
        Ok(ctc::decode_line(&output.slice(0), &self.characters))
    }
}
