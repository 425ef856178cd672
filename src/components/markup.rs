//! Markup that never changes, put together by the compiler: as one text it is
//! smaller than the program that would build it.

/// The parts, constant texts, as one.
macro_rules! joined {
    ($($part:expr),* $(,)?) => {{
        const LENGTH: usize = 0 $(+ $part.len())*;
        const BYTES: [u8; LENGTH] = {
            let mut bytes = [0; LENGTH];
            let rest: &mut [u8] = &mut bytes;
            $(
                let (here, rest) = rest.split_at_mut($part.len());
                here.copy_from_slice($part.as_bytes());
            )*
            assert!(rest.is_empty());
            bytes
        };
        match std::str::from_utf8(&BYTES) {
            Ok(it) => it,
            Err(_) => unreachable!(),
        }
    }};
}
pub(super) use joined;
