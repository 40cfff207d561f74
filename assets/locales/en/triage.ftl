# Why a mention ranks where it does: one sentence for each part of its score.
# $words: what earned the points, may be empty; $points: how many.

why-hard-trigger = Serious wording: { $words }
why-affected-person = Somebody may have been harmed: { $words }
why-minor = A child is involved: { $words }
why-risk-question = Asks or doubts whether it is safe: { $words }
why-complaint = Complains
why-authority = Their word weighs: { $words }
why-press = Speaks for the press: { $words }
why-followers = Followed by { $words }
why-verified = Verified account
why-emotion = Anger, fear or disgust: { $words }
why-video = Carries a video
why-picture = Carries a picture
why-question = Asks a question
why-message = Direct message
why-direct = Addresses us: { $words }
why-reply = Part of a conversation
