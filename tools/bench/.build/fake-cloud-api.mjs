import { z } from "zod";
import { createServer } from "node:http";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { Agent } from "undici";
// libs/cloud-api/src/fake/http.ts
/** Answered as a Graph error. */
var GraphError = class extends Error {
	constructor(code, httpStatus, message, details) {
		super(message);
		this.code = code;
		this.httpStatus = httpStatus;
		this.details = details;
	}
};
const MAX_BODY = 115343360;
function readBody(request) {
	return new Promise((resolve, reject) => {
		const chunks = [];
		let size = 0;
		request.on("data", (chunk) => {
			size += chunk.length;
			if (size <= MAX_BODY) chunks.push(chunk);
			else request.destroy(/* @__PURE__ */ new Error("body too large"));
		});
		request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
		request.on("error", reject);
	});
}
function parseJson(body) {
	if (body.length === 0) return {};
	try {
		const value = JSON.parse(body.toString("utf8"));
		if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
	} catch {}
	throw new GraphError(100, 400, "(#100) Invalid parameter", "The body is not a JSON object");
}
function sendJson(response, status, value, headers = {}) {
	const body = JSON.stringify(value);
	response.writeHead(status, {
		"content-type": "application/json; charset=UTF-8",
		"content-length": Buffer.byteLength(body),
		...headers
	});
	response.end(body);
}
function sendGraphError(response, error, headers = {}) {
	const answer = { error: {
		message: error.message,
		type: "OAuthException",
		code: error.code,
		...error.details ? { error_data: {
			messaging_product: "whatsapp",
			details: error.details
		} } : {},
		fbtrace_id: `A${Math.random().toString(36).slice(2, 12)}`
	} };
	sendJson(response, error.httpStatus, answer, headers);
}
// libs/cloud-api/src/content/inbound.ts
const text$3 = z.string();
const maybe$1 = z.string().nullish().transform((value) => value ?? void 0).optional();
const numeric = z.union([z.number(), z.string()]).transform(Number).pipe(z.number());
const media = {
	id: text$3,
	mime_type: text$3.default("application/octet-stream"),
	sha256: maybe$1,
	url: maybe$1
};
const loosePerson = z.looseObject({});
const interactiveReply = z.union([
	z.object({
		type: z.literal("button_reply"),
		button_reply: z.object({
			id: text$3,
			title: text$3
		})
	}),
	z.object({
		type: z.literal("list_reply"),
		list_reply: z.object({
			id: text$3,
			title: text$3,
			description: maybe$1
		})
	}),
	z.object({
		type: z.literal("nfm_reply"),
		nfm_reply: z.object({
			name: maybe$1,
			body: maybe$1,
			response_json: maybe$1
		})
	}),
	z.object({
		type: z.literal("call_permission_reply"),
		call_permission_reply: z.looseObject({ response: text$3 })
	})
]);
/** Everything a customer can send, as the webhook says it; unknown fields are dropped (the raw item is kept beside). */
const inboundContentSchema = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("text"),
		text: z.object({ body: text$3 })
	}),
	z.object({
		type: z.literal("image"),
		image: z.object({
			...media,
			caption: maybe$1
		})
	}),
	z.object({
		type: z.literal("video"),
		video: z.object({
			...media,
			caption: maybe$1
		})
	}),
	z.object({
		type: z.literal("audio"),
		audio: z.object({
			...media,
			voice: z.boolean().default(false)
		})
	}),
	z.object({
		type: z.literal("document"),
		document: z.object({
			...media,
			caption: maybe$1,
			filename: maybe$1
		})
	}),
	z.object({
		type: z.literal("sticker"),
		sticker: z.object({
			...media,
			animated: z.boolean().default(false)
		})
	}),
	z.object({
		type: z.literal("location"),
		location: z.object({
			latitude: numeric,
			longitude: numeric,
			name: maybe$1,
			address: maybe$1,
			url: maybe$1
		})
	}),
	z.object({
		type: z.literal("contacts"),
		contacts: z.array(z.object({
			name: z.object({
				formatted_name: maybe$1,
				first_name: maybe$1,
				last_name: maybe$1
			}).optional(),
			phones: z.array(z.object({
				phone: maybe$1,
				wa_id: maybe$1,
				user_id: maybe$1,
				type: maybe$1
			})).optional(),
			emails: z.array(z.object({
				email: maybe$1,
				type: maybe$1
			})).optional(),
			addresses: z.array(loosePerson).optional(),
			org: loosePerson.optional(),
			urls: z.array(loosePerson).optional(),
			birthday: maybe$1,
			vcard: maybe$1,
			origin: maybe$1
		}))
	}),
	z.object({
		type: z.literal("interactive"),
		interactive: interactiveReply
	}),
	z.object({
		type: z.literal("button"),
		button: z.object({
			text: text$3,
			payload: maybe$1
		})
	}),
	z.object({
		type: z.literal("reaction"),
		reaction: z.object({
			message_id: text$3,
			emoji: text$3.nullish().transform((value) => value ?? "")
		})
	}),
	z.object({
		type: z.literal("order"),
		order: z.object({
			catalog_id: maybe$1,
			text: maybe$1,
			product_items: z.array(z.object({
				product_retailer_id: text$3,
				quantity: numeric,
				item_price: numeric.optional(),
				currency: maybe$1
			}))
		})
	}),
	z.object({
		type: z.literal("system"),
		system: z.object({
			body: maybe$1,
			type: maybe$1,
			wa_id: maybe$1,
			new_wa_id: maybe$1,
			user_id: maybe$1,
			parent_user_id: maybe$1
		})
	}),
	z.object({ type: z.literal("request_welcome") })
]);
// libs/cloud-api/src/errors/cloud-api-error.ts
const text$2 = (value) => typeof value === "string" && value ? value : void 0;
const record$1 = (value) => typeof value === "object" && value !== null ? value : {};
/** Reads one error object, of an answer or a webhook; undefined when it has no code. */
function readError(value, httpStatus) {
	const error = record$1(value);
	const code = Number(error.code);
	if (error.code === void 0 || error.code === null || !Number.isFinite(code)) return void 0;
	const message = text$2(error.message) ?? text$2(error.title) ?? `Error ${code}`;
	const title = text$2(error.title) ?? text$2(error.error_user_title) ?? message.replace(/^\(#\d+\)\s*/, "");
	const details = text$2(record$1(error.error_data).details) ?? text$2(error.error_user_msg);
	const fbtraceId = text$2(error.fbtrace_id);
	return {
		code,
		title,
		message,
		...details ? { details } : {},
		...fbtraceId ? { fbtraceId } : {},
		...httpStatus ? { httpStatus } : {}
	};
}
// libs/cloud-api/src/webhook/fields.ts
const record = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const listOf$1 = (value) => Array.isArray(value) ? value : [];
/** A non-empty text, or a number as text; otherwise undefined. */
function text$1(value) {
	if (typeof value === "string") return value === "" ? void 0 : value;
	return typeof value === "number" && Number.isFinite(value) ? String(value) : void 0;
}
/** The object without its undefined properties, so that a missing field is really missing. */
function present(value) {
	return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== void 0));
}
// libs/cloud-api/src/webhook/parse-content.ts
function unsupported(raw) {
	const message = record(raw);
	const type = text$1(record(message.unsupported).type) ?? (message.type === "unsupported" ? void 0 : text$1(message.type));
	const errors = listOf$1(message.errors).map((error) => readError(error)).filter((error) => error !== void 0).map(({ code, title, message: words, details }) => present({
		code,
		title,
		message: words,
		details
	}));
	return {
		type: "unsupported",
		...type ? { unsupported: { type } } : {},
		...errors.length > 0 ? { errors } : {},
		raw
	};
}
/** Drops keys that hold undefined, at every level, so that contents compare and store cleanly. */
function compact(value) {
	if (Array.isArray(value)) return value.map(compact);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== void 0).map(([key, item]) => [key, compact(item)]));
}
/** What a message says; a kind or form that we do not know becomes `unsupported` with the raw item. */
function parseContent(raw) {
	const parsed = inboundContentSchema.safeParse(raw);
	return parsed.success ? compact(parsed.data) : unsupported(raw);
}
// libs/cloud-api/src/fake/sample-files.ts
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const webp = Buffer.from("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=", "base64");
/** The smallest document that readers still open. */
const pdf = Buffer.from("%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const samples = {
	image: {
		data: png,
		mimeType: "image/png"
	},
	sticker: {
		data: webp,
		mimeType: "image/webp"
	},
	document: {
		data: pdf,
		mimeType: "application/pdf",
		filename: "document.pdf"
	},
	audio: {
		data: Buffer.from("OggS\0 sample"),
		mimeType: "audio/ogg; codecs=opus"
	},
	video: {
		data: Buffer.from("\0\0\0ftypmp42 sample"),
		mimeType: "video/mp4"
	}
};
/** A small file of a message kind. */
const sampleFile = (kind) => samples[kind] ?? samples.document;
// libs/cloud-api/src/fake/inbound.ts
const customerSchema = z.object({
	id: z.string().min(1).max(100).optional(),
	name: z.string().min(1).max(100).optional(),
	phone: z.string().regex(/^\+?[\d ()-]{5,24}$/).optional(),
	username: z.string().regex(/^[a-z0-9._]{3,35}$/).optional(),
	userId: z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/).optional(),
	parentUserId: z.string().optional(),
	sharesPhone: z.boolean().optional(),
	sharesUserId: z.boolean().optional(),
	attended: z.boolean().optional(),
	onWhatsApp: z.boolean().optional(),
	optedOut: z.boolean().optional(),
	blocksUs: z.boolean().optional(),
	failCode: z.int().nullable().optional()
});
const inboundSchema = z.object({
	/** Who writes: somebody known by id, phone, user id or username, or somebody new. */
	from: customerSchema,
	/** The first number by default. */
	phoneNumberId: z.string().optional(),
	content: z.looseObject({ type: z.string() }),
	replyTo: z.string().optional(),
	forwarded: z.enum(["once", "often"]).optional(),
	referral: z.record(z.string(), z.unknown()).optional(),
	/** Fixed ids and times (unix seconds) for tests of repetition and order. */
	wamid: z.string().optional(),
	timestamp: z.int().optional()
});
const mediaTypes = /* @__PURE__ */ new Set([
	"image",
	"video",
	"audio",
	"document",
	"sticker"
]);
/** Customers who write, move to another number, and change their minds about marketing. */
var Inbound = class {
	constructor(world) {
		this.world = world;
	}
	numberOf(phoneNumberId) {
		const number = phoneNumberId ? this.world.numbers.get(phoneNumberId) : this.world.firstNumber();
		if (!number) throw new GraphError(100, 400, `There is no number ${phoneNumberId}`);
		return number;
	}
	/** Delivers a customer's message by webhook. */
	write(request) {
		const input = inboundSchema.parse(request);
		const { world } = this;
		const number = this.numberOf(input.phoneNumberId);
		const customer = world.customers.find(input.from) ?? world.customers.create(input.from);
		if (input.from.name) customer.name = input.from.name;
		if (input.from.username) customer.username = input.from.username;
		const wamid = input.wamid ?? world.newWamid();
		const seconds = input.timestamp ?? Math.floor(world.clock.now() / 1e3);
		const body = this.withMedia(input.content);
		const message = {
			...this.sender(customer),
			id: wamid,
			timestamp: String(seconds),
			...body,
			...this.contextOf(input, number, customer),
			...input.referral ? { referral: input.referral } : {}
		};
		customer.wroteAt.set(number.phoneNumberId, Math.max(customer.wroteAt.get(number.phoneNumberId) ?? 0, seconds * 1e3));
		if (!customer.blockedBy.has(number.phoneNumberId)) world.webhooks.add({
			field: "messages",
			number,
			contact: customer.contact(),
			message
		});
		this.remember(customer, number, {
			wamid,
			at: seconds * 1e3,
			message,
			replyTo: input.replyTo
		});
		return {
			wamid,
			customer
		};
	}
	/** The customer takes another number: two webhooks, as Meta sends them. */
	changeNumber(customer, phone) {
		const { world } = this;
		const number = world.firstNumber();
		const before = this.sender(customer);
		const contactBefore = customer.contact();
		const { previousPhone, previousUserId } = world.customers.move(customer, phone);
		const system = customer.sharesPhone && previousPhone !== void 0 ? {
			type: "user_changed_number",
			body: `User ${customer.name} changed from ${previousPhone} to ${customer.phone}`,
			wa_id: customer.phone,
			user_id: customer.userId
		} : {
			type: "user_changed_user_id",
			body: `User ${customer.name} changed from ${previousUserId} to ${customer.userId}`,
			user_id: customer.userId
		};
		world.webhooks.add({
			field: "messages",
			number,
			message: {
				...before,
				id: world.newWamid(),
				timestamp: world.clock.stamp(),
				type: "system",
				system
			}
		});
		world.webhooks.add({
			field: "user_id_update",
			number,
			contact: contactBefore,
			value: {
				contacts: [customer.contact()],
				user_id_update: [{
					...customer.waId ? { wa_id: customer.waId } : {},
					detail: "User changed phone number",
					user_id: {
						previous: previousUserId,
						current: customer.userId
					},
					timestamp: world.clock.stamp()
				}]
			}
		});
		world.show(customer, "customer", { customer: customer.describe() });
	}
	/** The customer stops or resumes marketing in WhatsApp itself. */
	setMarketing(customer, wanted) {
		const { world } = this;
		customer.optedOut = !wanted;
		world.webhooks.add({
			field: "user_preferences",
			number: world.firstNumber(),
			value: {
				contacts: [customer.contact()],
				user_preferences: [{
					...customer.waId ? { wa_id: customer.waId } : {},
					...customer.sharesUserId ? { user_id: customer.userId } : {},
					detail: `User requested to ${wanted ? "resume" : "stop"} marketing messages`,
					category: "marketing_messages",
					value: wanted ? "resume" : "stop",
					timestamp: Math.floor(world.clock.now() / 1e3)
				}]
			}
		});
	}
	sender(customer) {
		return {
			...customer.waId ? { from: customer.waId } : {},
			...customer.sharesUserId ? { from_user_id: customer.userId } : {},
			...customer.sharesUserId && customer.parentUserId ? { from_parent_user_id: customer.parentUserId } : {}
		};
	}
	contextOf(input, number, customer) {
		if (input.forwarded) return { context: input.forwarded === "often" ? { frequently_forwarded: true } : { forwarded: true } };
		if (!input.replyTo) return {};
		return { context: {
			from: (this.world.log.find(input.replyTo)?.entry)?.author === "customer" ? customer.waId ?? customer.userId : number.displayPhoneNumber.replace(/\D/g, ""),
			id: input.replyTo
		} };
	}
	/** Media without an id gets a small sample file, so that every kind can be sent in one line. */
	withMedia(content) {
		const { type } = content;
		if (!mediaTypes.has(type)) return content;
		const given = content[type] ?? {};
		const known = typeof given.id === "string" ? this.world.media.get(given.id) : void 0;
		if (given.id !== void 0 && !known) return content;
		const file = sampleFile(type);
		const media = known ?? this.world.media.add(file.data, file.mimeType, {
			filename: file.filename,
			days: 7
		});
		const filename = given.filename ?? media.filename;
		return {
			...content,
			[type]: {
				...type === "sticker" ? { animated: false } : {},
				...type === "document" && filename ? { filename } : {},
				...given,
				id: media.id,
				mime_type: given.mime_type ?? media.mimeType,
				sha256: media.sha256
			}
		};
	}
	remember(customer, number, sent) {
		const { world } = this;
		const { message, wamid } = sent;
		const part = message[String(message.type)];
		if (message.type === "reaction") {
			const target = world.log.react(String(part?.message_id), "customer", String(part?.emoji ?? ""));
			if (target) world.show(customer, "update", { entry: target });
			return;
		}
		if (message.type === "edit" || message.type === "revoke") {
			const target = world.log.find(String(part?.original_message_id))?.entry;
			if (!target) return;
			if (message.type === "revoke") target.revoked = true;
			else {
				target.content = parseContent(part?.message);
				target.edited = true;
			}
			world.show(customer, "update", { entry: target });
			return;
		}
		world.record(customer, {
			wamid,
			phoneNumberId: number.phoneNumberId,
			author: "customer",
			content: parseContent(message),
			at: sent.at,
			status: "sent",
			...sent.replyTo ? { replyTo: sent.replyTo } : {}
		});
	}
};
// libs/cloud-api/src/fake/snapshot.ts
const snapshotSchema = z.object({
	version: z.literal(1),
	customers: z.array(customerSchema.extend({
		wroteAt: z.record(z.string(), z.number()),
		log: z.array(z.looseObject({
			wamid: z.string(),
			at: z.number()
		}))
	})),
	templates: z.array(z.object({
		id: z.string(),
		status: z.string()
	}))
});
/** Files, faults, the ledger and webhooks under way are left out: they belong to one run. */
function takeSnapshot(world) {
	return {
		version: 1,
		customers: world.customers.recent(500).map((customer) => ({
			...customer.describe(),
			failCode: customer.failCode ?? null,
			log: customer.log.map((entry) => ({ ...entry }))
		})),
		templates: world.templates.list().map(({ id, status }) => ({
			id,
			status
		}))
	};
}
/** Takes over a snapshot; throws a ZodError when it is none. */
function applySnapshot(world, value) {
	const { customers, templates } = snapshotSchema.parse(value);
	for (const { wroteAt, log, ...from } of customers) {
		const customer = world.customers.find(from) ?? world.customers.create(from);
		for (const [phoneNumberId, at] of Object.entries(wroteAt)) customer.wroteAt.set(phoneNumberId, at);
		for (const entry of log) world.log.add(customer, entry);
	}
	for (const { id, status } of templates) {
		const template = world.templates.get(id);
		if (template) template.status = status;
	}
}
const templateActionSchema = z.object({
	action: z.enum([
		"create",
		"approve",
		"reject",
		"pause",
		"unpause",
		"disable",
		"quality",
		"category",
		"delete"
	]),
	id: z.string().optional(),
	name: z.string().optional(),
	language: z.string().optional(),
	reason: z.string().optional(),
	quality: z.enum([
		"GREEN",
		"YELLOW",
		"RED",
		"UNKNOWN"
	]).optional(),
	category: z.enum([
		"MARKETING",
		"UTILITY",
		"AUTHENTICATION"
	]).optional(),
	noticeHours: z.number().min(0).optional(),
	template: z.record(z.string(), z.unknown()).optional()
});
const settingsSchema = z.object({
	statuses: z.object({
		auto: z.boolean(),
		sentMs: z.tuple([z.number(), z.number()]),
		deliveredMs: z.tuple([z.number(), z.number()]),
		readMs: z.tuple([z.number(), z.number()]).nullable(),
		skipDelivered: z.boolean()
	}).partial().optional(),
	enforce: z.object({
		window: z.boolean(),
		pairRate: z.enum([
			"burst",
			"strict",
			"off"
		]),
		throughput: z.boolean(),
		tier: z.boolean(),
		marketingPerDay: z.number().min(0)
	}).partial().optional(),
	/** Messages per second, by phone number id. */
	throughput: z.record(z.string(), z.number().min(1)).optional()
});
const isUnread = ({ author, status }) => author === "business" && (status === "accepted" || status === "sent" || status === "delivered");
/** What a test or the control panel may do to the world. */
var FakeControl = class {
	constructor(world, statuses) {
		this.world = world;
		this.statuses = statuses;
		this.customersWriting = new Inbound(world);
	}
	/** A customer writes; answers the message's wamid and who the customer is. */
	inbound(request) {
		const { wamid, customer } = this.customersWriting.write(request);
		return {
			wamid,
			customer: customer.describe()
		};
	}
	/** Creates a customer, or changes the one that is meant by id, number or user id. */
	customer(change) {
		const input = customerSchema.parse(change);
		const { world } = this;
		const known = world.customers.find(input);
		const customer = known ?? world.customers.create(input);
		if (known) {
			const { id: _, phone: __, userId: ___, optedOut, failCode, ...plain } = input;
			Object.assign(known, plain);
			if (failCode !== void 0) known.failCode = failCode ?? void 0;
			if (optedOut !== void 0 && optedOut !== known.optedOut) this.customersWriting.setMarketing(known, !optedOut);
		}
		customer.activeAt ||= world.clock.now();
		world.show(customer, "customer", { customer: customer.describe() });
		return customer.describe();
	}
	/** The customer moves to another number: system message and user_id_update. */
	changeNumber(id, phone) {
		const customer = this.person(id);
		this.customersWriting.changeNumber(customer, phone);
		return customer.describe();
	}
	/** The customer opens the chat; answers how many messages that reads. */
	open(customerId, phoneNumberId) {
		const number = this.customersWriting.numberOf(phoneNumberId);
		return this.statuses.readAll(this.person(customerId), number.phoneNumberId);
	}
	/** Reports a status by hand, with an error code when it is `failed`. */
	status(wamid, status, code) {
		if (!this.statuses.set(wamid, status, code)) throw new GraphError(100, 404, `There is no message ${wamid}`);
	}
	/** Switches faults on and off; what is not given stays. */
	faults(patch) {
		const state = this.world.faults.set(patch);
		if (!state.webhooks.paused) this.world.webhooks.resume();
		this.world.events.emit("faults", state);
		return state;
	}
	/** Status delays, enforced limits and throughput; what is not given stays. */
	settings(change) {
		const { world } = this;
		const input = settingsSchema.parse(change);
		world.statuses = {
			...world.statuses,
			...input.statuses
		};
		world.enforce = {
			...world.enforce,
			...input.enforce
		};
		for (const [id, limit] of Object.entries(input.throughput ?? {})) this.customersWriting.numberOf(id).rate.limit = limit;
	}
	/** Moves the virtual clock, also backwards; negative sums are fine. */
	moveTime(byMs) {
		const { world } = this;
		world.clock.offsetMs += byMs;
		world.templates.wake();
		world.events.emit("time", { offsetMs: world.clock.offsetMs });
		return world.clock.offsetMs;
	}
	/** Reviews, pauses and changes templates, each with its webhook. */
	template(change) {
		const input = templateActionSchema.parse(change);
		const { templates } = this.world;
		if (input.action === "create") return templates.add(input.template);
		const template = input.id ? templates.get(input.id) : templates.list().find(({ name, language }) => name === input.name && (!input.language || language === input.language));
		if (!template) throw new GraphError(100, 404, `There is no template ${input.id ?? input.name}`);
		({
			approve: () => templates.setStatus(template, "APPROVED"),
			reject: () => templates.setStatus(template, "REJECTED", input.reason ?? "INVALID_FORMAT"),
			pause: () => templates.pause(template),
			unpause: () => templates.unpause(template),
			disable: () => templates.setStatus(template, "DISABLED"),
			quality: () => templates.setQuality(template, input.quality ?? "YELLOW"),
			category: () => templates.setCategory(template, input.category ?? "MARKETING", input.noticeHours),
			delete: () => templates.remove(template)
		})[input.action]();
		return template;
	}
	/** Upgrades a number's throughput, with Meta's webhook. */
	upgradeThroughput(phoneNumberId, perSecond = 1e3) {
		const number = this.customersWriting.numberOf(phoneNumberId);
		number.rate.limit = perSecond;
		this.notice("phone_number_quality_update", {
			display_phone_number: number.displayPhoneNumber.replace(/\D/g, ""),
			event: "THROUGHPUT_UPGRADE",
			max_daily_conversations_per_business: number.tier
		});
	}
	/** Sends a webhook of any field. */
	notice(field, value) {
		this.world.webhooks.add({
			field,
			value
		});
	}
	/** A fault of the whole number or account: a value-level error. */
	accountError(code, phoneNumberId) {
		const number = this.customersWriting.numberOf(phoneNumberId);
		const title = code === 130429 ? "Rate limit hit" : `Error ${code}`;
		this.world.webhooks.add({
			field: "messages",
			number,
			error: {
				code,
				title,
				message: title,
				error_data: { details: title }
			}
		});
	}
	/** Resolves when every webhook has been answered with 200; rejects after the time. */
	async webhooksSettled(timeoutMs = 3e4) {
		const until = Date.now() + timeoutMs;
		while (!this.world.webhooks.isSettled) {
			if (Date.now() > until) throw new Error(`webhooks unsettled after ${timeoutMs} ms: ${JSON.stringify(this.world.webhooks.state())}`);
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}
	/** Numbers, customers, faults, webhooks and ledger at a glance. */
	state() {
		const { world } = this;
		return {
			wabaId: world.options.wabaId,
			now: world.clock.now(),
			offsetMs: world.clock.offsetMs,
			numbers: [...world.numbers.values()].map(({ rate, freeUsed, ...number }) => ({
				...number,
				throughput: rate.limit,
				maxPerSecond: {
					tried: rate.maxTried,
					accepted: rate.maxAccepted
				},
				freeServiceUsed: Object.fromEntries(freeUsed)
			})),
			customers: world.customers.recent(200).map((customer) => ({
				...customer.describe(),
				last: customer.log.at(-1),
				unread: customer.log.filter(isUnread).length
			})),
			customerCount: world.customers.count,
			templates: world.templates.list().map(({ id, name, language, category, status, quality_score }) => ({
				id,
				name,
				language,
				category,
				status,
				quality: quality_score ?? "UNKNOWN"
			})),
			faults: world.faults.state,
			statuses: world.statuses,
			enforce: world.enforce,
			webhooks: world.webhooks.state(),
			ledger: world.ledger.summary()
		};
	}
	/** One customer's chat with every number, oldest first. */
	conversation(customerId) {
		return this.person(customerId).log;
	}
	/** Customers, windows, chats and template reviews, to be kept over a restart. */
	snapshot() {
		return takeSnapshot(this.world);
	}
	/** Goes on from a snapshot; throws when it is none. */
	restore(snapshot) {
		applySnapshot(this.world, snapshot);
	}
	/** Everything as at the start. */
	reset() {
		this.statuses.clear();
		this.world.reset();
	}
	person(id) {
		const customer = this.world.customers.get(id);
		if (!customer) throw new GraphError(100, 404, `There is no customer ${id}`);
		return customer;
	}
};
// libs/cloud-api/src/fake/ledger.ts
/** Every accepted send, never de-duplicated; the oldest are dropped beyond the limit but stay counted. */
var Ledger = class {
	constructor(limit) {
		this.limit = limit;
		this.kept = [];
		this.total = 0;
		this.readMarks = 0;
		this.refused = {};
	}
	add(entry) {
		this.total += 1;
		this.kept.push(entry);
		if (this.kept.length > this.limit * 1.1) this.kept = this.kept.slice(-this.limit);
	}
	get entries() {
		return this.kept;
	}
	get dropped() {
		return this.total - this.kept.length;
	}
	byOpaque(opaque) {
		return this.kept.filter((entry) => entry.opaque === opaque);
	}
	/** Opaque ids that were accepted more than once: each is a message that a customer got twice. */
	doubled() {
		const seen = /* @__PURE__ */ new Set();
		const doubled = /* @__PURE__ */ new Set();
		for (const { opaque } of this.kept) {
			if (opaque === void 0) continue;
			if (seen.has(opaque)) doubled.add(opaque);
			seen.add(opaque);
		}
		return [...doubled];
	}
	summary() {
		const opaques = new Set(this.kept.map((entry) => entry.opaque).filter((opaque) => opaque !== void 0));
		return {
			total: this.total,
			kept: this.kept.length,
			dropped: this.dropped,
			uniqueOpaques: opaques.size,
			doubled: this.doubled().length,
			readMarks: this.readMarks,
			refused: this.refused
		};
	}
	clear() {
		this.kept = [];
		this.total = 0;
		this.readMarks = 0;
		this.refused = {};
	}
};
// libs/cloud-api/src/fake/control-routes.ts
const statusSchema = z.object({
	wamid: z.string(),
	status: z.enum([
		"sent",
		"delivered",
		"read",
		"played",
		"failed"
	]),
	code: z.int().optional()
});
const timeSchema = z.object({
	moveMs: z.number(),
	moveHours: z.number()
}).partial().refine((move) => move.moveMs !== void 0 || move.moveHours !== void 0, { error: "give moveMs or moveHours" });
const openSchema = z.object({
	customerId: z.string(),
	phoneNumberId: z.string().optional()
});
const numberSchema = z.object({ phone: z.string().regex(/^\+?[\d ()-]{5,24}$/) });
const noticeSchema = z.object({
	field: z.string().min(1),
	value: z.record(z.string(), z.unknown())
});
const HOUR$1 = 36e5;
const MAX_LEDGER_PAGE = 1e4;
/** The control over HTTP, under `/control/`. */
var ControlRoutes = class {
	constructor(world, control) {
		this.world = world;
		this.control = control;
	}
	/** False when the path is not the control's. */
	handle(request, response) {
		if (!request.url?.startsWith("/control/")) return false;
		const url = new URL(request.url, "http://control");
		if (url.pathname === "/control/events") this.world.events.listen(request, response);
		else this.answer(request, response, url);
		return true;
	}
	async answer(request, response, url) {
		try {
			const type = request.headers["content-type"] ?? "";
			const body = request.method === "GET" ? Buffer.alloc(0) : await readBody(request);
			const path = url.pathname.slice(9);
			if (request.method === "POST" && path !== "media" && body.length > 0 && !type.startsWith("application/json")) throw new GraphError(100, 415, "Send application/json");
			if (request.method === "POST" && isForeign(request)) throw new GraphError(100, 403, "Requests of other sites are refused");
			if (request.method === "GET" && path.startsWith("media/")) this.sendMedia(response, path.slice(6));
			else sendJson(response, 200, this.route(`${request.method} ${path}`, url.searchParams, body, request) ?? { ok: true });
		} catch (error) {
			const [status, message] = error instanceof GraphError ? [error.httpStatus, error.details ?? error.message] : error instanceof z.ZodError ? [400, z.prettifyError(error)] : [500, String(error)];
			if (!response.headersSent) sendJson(response, status, { error: message });
		}
	}
	route(key, query, body, request) {
		const { control, world } = this;
		switch (key) {
			case "GET state": return control.state();
			case "GET ledger": return this.ledger(query);
			case "GET conversation": return { entries: control.conversation(query.get("customer") ?? "") };
			case "POST inbound": return control.inbound(parseJson(body));
			case "POST customers": return control.customer(parseJson(body));
			case "POST customers/number": return control.changeNumber(query.get("customer") ?? "", numberSchema.parse(parseJson(body)).phone);
			case "POST media": return this.storeMedia(body, request);
			case "POST read": {
				const { customerId, phoneNumberId } = openSchema.parse(parseJson(body));
				return { read: control.open(customerId, phoneNumberId) };
			}
			case "POST status": {
				const { wamid, status, code } = statusSchema.parse(parseJson(body));
				return control.status(wamid, status, code);
			}
			case "POST faults": return control.faults(parseJson(body));
			case "POST settings":
				control.settings(parseJson(body));
				return {
					statuses: world.statuses,
					enforce: world.enforce
				};
			case "POST time": {
				const { moveMs = 0, moveHours = 0 } = timeSchema.parse(parseJson(body));
				return {
					offsetMs: control.moveTime(moveMs + moveHours * HOUR$1),
					now: world.clock.now()
				};
			}
			case "POST templates": return control.template(parseJson(body));
			case "POST notice": {
				const { field, value } = noticeSchema.parse(parseJson(body));
				return control.notice(field, value);
			}
			case "POST reset": return control.reset();
			default: throw new GraphError(100, 404, `There is no ${key}`);
		}
	}
	ledger(query) {
		const { ledger } = this.world;
		const opaque = query.get("opaque");
		const from = Number(query.get("from") ?? 0) || 0;
		const limit = Math.min(Number(query.get("limit") ?? 1e3) || 1e3, MAX_LEDGER_PAGE);
		const entries = opaque ? ledger.byOpaque(opaque) : ledger.entries.slice(from, from + limit);
		return {
			...ledger.summary(),
			entries,
			doubledOpaques: ledger.doubled().slice(0, 100)
		};
	}
	storeMedia(body, request) {
		if (body.length === 0) throw new GraphError(100, 400, "The file is empty");
		const name = request.headers["x-filename"];
		const mimeType = request.headers["content-type"] ?? "application/octet-stream";
		const filename = typeof name === "string" ? decodeURIComponent(name) : void 0;
		const media = this.world.media.add(body, mimeType, {
			filename,
			days: 7
		});
		return {
			id: media.id,
			mimeType: media.mimeType,
			filename: media.filename,
			size: media.data.length
		};
	}
	sendMedia(response, id) {
		const media = this.world.media.get(id);
		if (!media) throw new GraphError(100, 404, "There is no such file");
		response.writeHead(200, {
			"content-type": media.mimeType,
			"content-length": media.data.length,
			"content-security-policy": "default-src 'none'; sandbox",
			"x-content-type-options": "nosniff",
			"cache-control": "private, max-age=3600"
		});
		response.end(media.data);
	}
};
function isForeign({ headers }) {
	const { origin, host } = headers;
	return origin !== void 0 && origin !== `http://${host}` && origin !== `https://${host}`;
}
// libs/cloud-api/src/fake/customers.ts
/** Somebody on WhatsApp, as the fake knows them. */
var Customer = class {
	constructor(id, userId, from) {
		this.id = id;
		this.wroteAt = /* @__PURE__ */ new Map();
		this.blockedBy = /* @__PURE__ */ new Set();
		this.log = [];
		this.activeAt = 0;
		this.userId = userId;
		this.name = from.name ?? from.username ?? (from.phone ? `+${from.phone}` : "Customer");
		this.phone = from.phone;
		this.username = from.username;
		this.parentUserId = from.parentUserId;
		this.sharesPhone = from.sharesPhone ?? from.phone !== void 0;
		this.sharesUserId = from.sharesUserId ?? true;
		this.attended = from.attended ?? false;
		this.onWhatsApp = from.onWhatsApp ?? true;
		this.optedOut = from.optedOut ?? false;
		this.blocksUs = from.blocksUs ?? false;
		this.failCode = from.failCode ?? void 0;
	}
	get waId() {
		return this.sharesPhone ? this.phone : void 0;
	}
	/** The entry of `contacts[]` that webhooks carry for this customer. */
	contact(withUsername = true) {
		return {
			profile: {
				name: this.name,
				...withUsername && this.username ? { username: this.username } : {}
			},
			...this.waId ? { wa_id: this.waId } : {},
			...this.sharesUserId ? { user_id: this.userId } : {},
			...this.sharesUserId && this.parentUserId ? { parent_user_id: this.parentUserId } : {}
		};
	}
	describe() {
		return {
			id: this.id,
			name: this.name,
			phone: this.phone,
			username: this.username,
			userId: this.userId,
			sharesPhone: this.sharesPhone,
			sharesUserId: this.sharesUserId,
			attended: this.attended,
			onWhatsApp: this.onWhatsApp,
			optedOut: this.optedOut,
			blocksUs: this.blocksUs,
			failCode: this.failCode,
			activeAt: this.activeAt,
			wroteAt: Object.fromEntries(this.wroteAt)
		};
	}
};
const countries = {
	254: "KE",
	255: "TZ",
	256: "UG",
	250: "RW",
	44: "GB",
	1: "US"
};
const MAX_CUSTOMERS = 3e5;
const digitsOf = (phone) => phone.replace(/[^\d]/g, "");
/** All customers, found by phone number or business-scoped id. */
var Customers = class {
	constructor(wabaId) {
		this.wabaId = wabaId;
		this.byId = /* @__PURE__ */ new Map();
		this.byPhone = /* @__PURE__ */ new Map();
		this.byUserId = /* @__PURE__ */ new Map();
		this.counter = 0;
	}
	/** The id stays the same over restarts, so that a stored contact still fits. */
	userIdFor(seed) {
		return `${Object.entries(countries).find(([prefix]) => seed.startsWith(prefix))?.[1] ?? "KE"}.${createHash("sha256").update(`${this.wabaId}|${seed}`).digest().readBigUInt64BE(0).toString().padStart(20, "0")}`;
	}
	create(from) {
		do
			this.counter += 1;
		while (this.byId.has(`c${this.counter}`));
		const id = from.id ?? `c${this.counter}`;
		const phone = from.phone === void 0 ? void 0 : digitsOf(from.phone);
		const seed = phone ?? from.username ?? `${id}-${Math.random()}`;
		const customer = new Customer(id, from.userId ?? this.userIdFor(seed), {
			...from,
			phone
		});
		this.byId.set(id, customer);
		if (phone) this.byPhone.set(phone, customer);
		this.byUserId.set(customer.userId, customer);
		if (this.byId.size > MAX_CUSTOMERS) this.forgetOldest();
		return customer;
	}
	get(id) {
		return this.byId.get(id);
	}
	/** The customer of a number or id; a new one when nobody is known by it. */
	reach({ phone, userId }) {
		return (phone ? this.byPhone.get(phone) : this.byUserId.get(userId)) ?? this.create(phone ? { phone } : {
			userId,
			sharesPhone: false
		});
	}
	find(from) {
		if (from.id) return this.byId.get(from.id);
		if (from.userId) return this.byUserId.get(from.userId);
		if (from.phone) return this.byPhone.get(digitsOf(from.phone));
		if (from.username) return [...this.byId.values()].find((customer) => customer.username === from.username);
	}
	/** Gives a customer another number, and with it another business-scoped id, as WhatsApp does. */
	move(customer, phone) {
		const previousUserId = customer.userId;
		const previousPhone = customer.phone;
		if (previousPhone) this.byPhone.delete(previousPhone);
		this.byUserId.delete(previousUserId);
		customer.phone = digitsOf(phone);
		customer.userId = this.userIdFor(customer.phone);
		this.byPhone.set(customer.phone, customer);
		this.byUserId.set(customer.userId, customer);
		return {
			previousUserId,
			...previousPhone ? { previousPhone } : {}
		};
	}
	/** People of the phone page first, then whoever was active last. */
	recent(limit) {
		return [...this.byId.values()].filter((customer) => customer.attended || customer.log.length > 0).sort((a, b) => Number(b.attended) - Number(a.attended) || b.activeAt - a.activeAt).slice(0, limit);
	}
	all() {
		return [...this.byId.values()];
	}
	get count() {
		return this.byId.size;
	}
	clear() {
		this.byId.clear();
		this.byPhone.clear();
		this.byUserId.clear();
		this.counter = 0;
	}
	forgetOldest() {
		for (const customer of this.byId.values()) {
			if (customer.attended) continue;
			this.byId.delete(customer.id);
			if (customer.phone) this.byPhone.delete(customer.phone);
			this.byUserId.delete(customer.userId);
			return;
		}
	}
};
// libs/cloud-api/src/fake/account-routes.ts
const DAY$2 = 864e5;
const PROFILE_LIMITS = {
	about: 139,
	address: 256,
	description: 256,
	email: 128
};
const invalid$1 = (details) => new GraphError(100, 400, "(#100) Invalid parameter", details);
const listOf = (value) => Array.isArray(value) ? value : [];
/** Numbers, profile, block list, templates and subscriptions. */
var AccountRoutes = class {
	constructor(world) {
		this.world = world;
	}
	/** Undefined when the path is unknown. */
	route(graph, number) {
		if (graph.node === this.world.options.wabaId) return this.account(graph);
		if (number) return this.number(graph, number);
		const template = this.world.templates.get(graph.node);
		return template ? this.template(graph, template) : void 0;
	}
	account(graph) {
		const { method, edge, query, body } = graph;
		const { world } = this;
		switch (`${method} ${edge ?? ""}`.trim()) {
			case "GET phone_numbers": return {
				data: [...world.numbers.values()].map((number) => this.describe(number)),
				paging: {}
			};
			case "GET message_templates": return this.listTemplates(query);
			case "POST message_templates": {
				const template = world.templates.create(parseJson(body));
				return {
					id: template.id,
					status: template.status,
					category: template.category
				};
			}
			case "DELETE message_templates": return this.deleteTemplates(query);
			case "GET subscribed_apps": return { data: world.subscribed ? [{ whatsapp_business_api_data: {
				id: "100001",
				name: "DataCare",
				link: "https://www.facebook.com/games/?app_id=100001"
			} }] : [] };
			case "POST subscribed_apps":
			case "DELETE subscribed_apps":
				world.subscribed = method === "POST";
				return { success: true };
			case "GET": return {
				id: world.options.wabaId,
				name: "WhatsApp Business Account",
				timezone_id: "1",
				health_status: this.health("WABA", world.options.wabaId)
			};
			default: return;
		}
	}
	number(graph, number) {
		const { method, edge, body } = graph;
		switch (`${method} ${edge ?? ""}`.trim()) {
			case "GET": return this.describe(number);
			case "POST": return { success: true };
			case "POST register":
				if (!/^\d{6}$/.test(String(parseJson(body).pin))) throw invalid$1("pin must have six digits");
				number.registered = true;
				return { success: true };
			case "POST deregister":
				number.registered = false;
				return { success: true };
			case "GET whatsapp_business_profile": return { data: [{
				messaging_product: "whatsapp",
				...number.profile
			}] };
			case "POST whatsapp_business_profile": return this.updateProfile(number, parseJson(body));
			case "GET block_users": return this.listBlocked(number);
			case "POST block_users":
			case "DELETE block_users": return this.changeBlocks(number, parseJson(body), method === "POST");
			case "GET username": return number.username ? {
				username: number.username,
				status: "approved"
			} : {};
			case "POST username":
				number.username = String(parseJson(body).username ?? "");
				return { status: "approved" };
			case "DELETE username":
				delete number.username;
				return { success: true };
			default: return;
		}
	}
	describe(number) {
		return {
			id: number.phoneNumberId,
			display_phone_number: number.displayPhoneNumber,
			verified_name: number.verifiedName,
			quality_rating: number.quality,
			code_verification_status: "VERIFIED",
			name_status: "APPROVED",
			platform_type: "CLOUD_API",
			throughput: { level: number.rate.limit >= 1e3 ? "HIGH" : "STANDARD" },
			webhook_configuration: { application: this.world.options.webhookUrl ?? "" },
			status: number.registered ? "CONNECTED" : "DISCONNECTED",
			account_mode: "LIVE",
			is_official_business_account: false,
			whatsapp_business_manager_messaging_limit: number.tier === "UNLIMITED" ? "TIER_UNLIMITED" : number.tier,
			health_status: this.health("PHONE_NUMBER", number.phoneNumberId)
		};
	}
	health(kind, id) {
		const state = this.world.faults.state.tokenExpired ? "BLOCKED" : "AVAILABLE";
		return {
			can_send_message: state,
			entities: [{
				entity_type: kind,
				id,
				can_send_message: state
			}]
		};
	}
	updateProfile(number, body) {
		for (const [field, max] of Object.entries(PROFILE_LIMITS)) if (String(body[field] ?? "").length > max) throw invalid$1(`${field} is longer than ${max} characters`);
		if (listOf(body.websites).length > 2) throw invalid$1("websites: at most 2");
		const { messaging_product: _, profile_picture_handle: __, ...profile } = body;
		number.profile = {
			...number.profile,
			...profile
		};
		return { success: true };
	}
	blocked(number) {
		return this.world.customers.all().filter((customer) => customer.blockedBy.has(number.phoneNumberId));
	}
	listBlocked(number) {
		return {
			data: this.blocked(number).map((customer) => ({
				messaging_product: "whatsapp",
				...customer.waId ? { wa_id: customer.waId } : {},
				user_id: customer.userId
			})),
			paging: {}
		};
	}
	changeBlocks(number, body, isBlock) {
		const done = [];
		const failed = [];
		for (const raw of listOf(body.block_users)) {
			const target = raw;
			const input = target.user ?? target.user_id ?? "";
			const customer = this.world.customers.find(target.user ? { phone: digitsOf(target.user) } : { userId: input });
			const wroteAt = customer?.wroteAt.get(number.phoneNumberId) ?? 0;
			if (!customer || isBlock && wroteAt < this.world.clock.now() - DAY$2) {
				failed.push({
					input,
					errors: [{
						code: 131047,
						message: "Re-engagement required",
						error_data: { details: "The user has not written in the last 24 hours" }
					}]
				});
				continue;
			}
			if (isBlock) customer.blockedBy.add(number.phoneNumberId);
			else customer.blockedBy.delete(number.phoneNumberId);
			done.push({
				input,
				...customer.waId ? { wa_id: customer.waId } : { user_id: customer.userId }
			});
		}
		if (failed.length > 0) throw new GraphError(139100, 400, "(#139100) Failed to block some users", JSON.stringify(failed));
		return {
			messaging_product: "whatsapp",
			block_users: { [isBlock ? "added_users" : "removed_users"]: done }
		};
	}
	listTemplates(query) {
		const matches = (field, template) => !query.has(field) || template[field].toLowerCase() === query.get(field).toLowerCase();
		const all = this.world.templates.list().filter((template) => [
			"status",
			"name",
			"category",
			"language"
		].every((field) => matches(field, template)));
		const after = query.get("after");
		const start = after ? Number(Buffer.from(after, "base64url").toString()) : 0;
		if (!Number.isInteger(start)) throw new GraphError(131059, 400, "(#131059) Invalid paging cursor");
		const limit = Math.min(Number(query.get("limit") ?? 25) || 25, 1e3);
		const cursor = (index) => Buffer.from(String(index)).toString("base64url");
		const end = start + limit;
		return {
			data: all.slice(start, end).map(asListed),
			paging: {
				cursors: {
					before: cursor(start),
					after: cursor(end)
				},
				...end < all.length ? { next: `?after=${cursor(end)}` } : {}
			}
		};
	}
	deleteTemplates(query) {
		const id = query.get("hsm_id");
		const found = this.world.templates.list().filter((template) => template.name === query.get("name") && (!id || template.id === id));
		if (found.length === 0) throw invalid$1("There is no such template");
		for (const template of found) this.world.templates.remove(template);
		return { success: true };
	}
	template(graph, template) {
		const { method, edge, body } = graph;
		if (method === "GET" && !edge) return asListed(template);
		if (method === "POST" && edge === "unpause") {
			this.world.templates.unpause(template);
			return { success: true };
		}
		if (method !== "POST" || edge) return void 0;
		this.world.templates.edit(template, listOf(parseJson(body).components));
		return { success: true };
	}
};
const asListed = ({ quality_score, pauses: _, pausedUntil: __, ...template }) => ({
	...template,
	quality_score: { score: quality_score ?? "UNKNOWN" }
});
// libs/cloud-api/src/content/limits.ts
const MB = 1048576;
/** Meta's limits on what a business may send; lengths in UTF-16 units, sizes in bytes. */
const limits = {
	textBody: 4096,
	caption: 1024,
	filename: 240,
	opaque: 512,
	contacts: 257,
	locationText: 1e3,
	link: 2048,
	interactiveBody: 1024,
	listBody: 4096,
	header: 60,
	footer: 60,
	buttons: 3,
	buttonTitle: 20,
	buttonId: 256,
	listButton: 20,
	listSections: 10,
	listRows: 10,
	listRowId: 200,
	listRowTitle: 24,
	listRowDescription: 72,
	sectionTitle: 24,
	ctaText: 20,
	products: 30,
	productSections: 10,
	carouselCardsMin: 2,
	carouselCards: 10,
	carouselCardBody: 160,
	carouselCardLineBreaks: 2,
	templateName: 512,
	templateParameter: 32768,
	couponCode: 20,
	quickReplyPayload: 256,
	templateButtons: 10,
	typingSeconds: 25,
	windowHours: 24,
	media: {
		image: {
			mimes: ["image/jpeg", "image/png"],
			maxBytes: 5 * MB
		},
		video: {
			mimes: ["video/mp4", "video/3gpp"],
			maxBytes: 16 * MB
		},
		audio: {
			mimes: [
				"audio/aac",
				"audio/amr",
				"audio/mpeg",
				"audio/mp4",
				"audio/ogg"
			],
			maxBytes: 16 * MB
		},
		document: {
			mimes: [
				"text/plain",
				"application/pdf",
				"application/msword",
				"application/vnd.ms-excel",
				"application/vnd.ms-powerpoint",
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
				"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
				"application/vnd.openxmlformats-officedocument.presentationml.presentation"
			],
			maxBytes: 100 * MB
		},
		sticker: {
			mimes: ["image/webp"],
			maxBytes: 512e3,
			maxStaticBytes: 102400
		}
	}
};
/** Which message kind a file is sent as, by its MIME type; undefined when WhatsApp takes it as none. */
function mediaKindOf(mimeType) {
	const mime = mimeType.split(";")[0].trim().toLowerCase();
	return Object.keys(limits.media).find((kind) => limits.media[kind].mimes.includes(mime));
}
// libs/cloud-api/src/fake/media-routes.ts
const MAX_UPLOADS = 1e3;
/** Upload, information, download and deletion of media, and resumable uploads for template headers. */
var MediaRoutes = class {
	constructor(world) {
		this.world = world;
		this.uploads = /* @__PURE__ */ new Map();
	}
	async route(graph, number) {
		const { method, node, edge } = graph;
		if (edge === "media" && method === "POST" && number) return this.upload(graph);
		if (edge === "uploads" && method === "POST") return this.startUpload(graph);
		if (node.startsWith("upload:")) return this.finishUpload(graph);
		if (edge !== void 0 || number || !this.world.media.get(node)) return void 0;
		const media = this.world.media.require(node);
		if (method === "DELETE") return { success: this.world.media.delete(node) };
		if (method !== "GET") return void 0;
		return {
			messaging_product: "whatsapp",
			url: `http://${graph.request.headers.host ?? "localhost"}${this.world.media.link(media)}`,
			mime_type: media.mimeType,
			sha256: Buffer.from(media.sha256, "base64").toString("hex"),
			file_size: media.data.length,
			id: media.id
		};
	}
	download(response, query, isAuthorized) {
		if (!isAuthorized) {
			sendGraphError(response, new GraphError(190, 401, "An access token is required"));
			return;
		}
		const media = this.world.media.open(query.get("token") ?? "");
		if (!media) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, {
			"content-type": media.mimeType,
			"content-length": media.data.length
		});
		response.end(media.data);
	}
	async upload({ request, body }) {
		const form = await new Response(new Uint8Array(body), { headers: { "content-type": request.headers["content-type"] ?? "" } }).formData().catch(() => {
			throw new GraphError(100, 400, "(#100) Invalid parameter", "The body is not multipart/form-data");
		});
		const file = form.get("file");
		if (form.get("messaging_product") !== "whatsapp" || !(file instanceof File)) throw new GraphError(100, 400, "(#100) Invalid parameter", "file and messaging_product are required");
		const mimeType = file.type || String(form.get("type") ?? "");
		const kind = mediaKindOf(mimeType);
		if (!kind) throw new GraphError(100, 400, "(#100) Param file must be a file with one of the supported types", mimeType);
		if (file.size > limits.media[kind].maxBytes) throw new GraphError(131053, 400, "(#131053) Media upload error", `${file.size} bytes are too many for ${kind}`);
		const data = Buffer.from(await file.arrayBuffer());
		return { id: this.world.media.add(data, mimeType, {
			filename: file.name,
			days: 30
		}).id };
	}
	startUpload({ query }) {
		const id = `upload:${randomBytes(16).toString("base64url")}`;
		this.uploads.set(id, {
			type: query.get("file_type") ?? "application/octet-stream",
			name: query.get("file_name") ?? "file"
		});
		if (this.uploads.size > MAX_UPLOADS) this.uploads.delete(this.uploads.keys().next().value);
		return { id };
	}
	finishUpload({ node, body }) {
		const upload = this.uploads.get(node);
		if (!upload) throw new GraphError(100, 400, "(#100) Invalid parameter", "This upload does not exist");
		this.uploads.delete(node);
		const media = this.world.media.add(body, upload.type, {
			filename: upload.name,
			days: 30
		});
		return { h: `4::${Buffer.from(`${upload.type}:${media.id}`).toString("base64")}` };
	}
};
// libs/cloud-api/src/content/rules.ts
const number = new Intl.NumberFormat("en");
/** The field as a person would look for it: `interactive.action.buttons[2].reply.title`. */
function fieldName(path = []) {
	return path.reduce((name, key) => typeof key === "number" ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key), "");
}
const unitOf = (input) => typeof input === "string" ? "characters" : Array.isArray(input) ? "entries" : "";
const sizeOf = (input) => typeof input === "string" || Array.isArray(input) ? input.length : Number(input);
function explain(issue) {
	const { input } = issue;
	switch (issue.code) {
		case "too_big": return `${number.format(sizeOf(input))} ${unitOf(input)}; WhatsApp allows ${number.format(issue.maximum ?? 0)}`.replace(" ;", ";");
		case "too_small":
			if (sizeOf(input) === 0) return "is empty";
			return `${number.format(sizeOf(input))} ${unitOf(input)}; WhatsApp asks for at least ${number.format(issue.minimum ?? 0)}`.replace(" ;", ";");
		case "unrecognized_keys": return `WhatsApp does not know ${(issue.keys ?? []).map((key) => `"${key}"`).join(", ")} here`;
		case "invalid_value": return input === void 0 ? "is missing" : `must be ${(issue.values ?? []).map((value) => `"${String(value)}"`).join(" or ")}`;
		case "invalid_union": return issue.note === "No matching discriminator" ? "is not a kind of message that WhatsApp knows" : "has a form that WhatsApp does not take";
		default:
			if (input === void 0) return "is missing";
			return `must be ${{
				string: "text",
				array: "a list",
				object: "an object",
				number: "a number",
				boolean: "true or false"
			}[issue.expected ?? ""] ?? "of another form"}`;
	}
}
/** One sentence per problem that names the field, for the person who wrote the message. */
const plainWords = (issue) => {
	const field = fieldName(issue.path);
	return field ? `${field}: ${explain(issue)}` : explain(issue);
};
/** The same prefix for a rule that zod has no check for. */
const saying = (words) => (issue) => {
	const field = fieldName(issue.path);
	return field ? `${field}: ${words}` : words;
};
const words = (max, min = 1) => z.string({ error: plainWords }).min(min, { error: plainWords }).max(max, { error: plainWords });
const object = (shape) => z.strictObject(shape, { error: plainWords });
const list = (item, max, min = 1) => z.array(item, { error: plainWords }).min(min, { error: plainWords }).max(max, { error: plainWords });
const exactly = (value) => z.literal(value, { error: plainWords });
const oneOf = (values) => z.enum(values, { error: plainWords });
const flag = z.boolean({ error: plainWords });
const httpLink = (max) => words(max).refine((value) => /^https?:\/\/[^\s/$.?#][^\s]*$/i.test(value), { error: saying("must be a full http or https address") });
// libs/cloud-api/src/content/contacts-content.ts
const short = words(1024, 0).optional();
const contactCardsSchema = list(object({
	name: object({
		formatted_name: words(1024),
		first_name: short,
		last_name: short,
		middle_name: short,
		prefix: short,
		suffix: short
	}).refine((name) => [
		name.first_name,
		name.last_name,
		name.middle_name,
		name.prefix,
		name.suffix
	].some(Boolean), { error: saying("give a first or last name beside formatted_name") }),
	phones: list(object({
		phone: short,
		wa_id: short,
		type: short
	}), 50, 0).optional(),
	emails: list(object({
		email: short,
		type: short
	}), 50, 0).optional(),
	addresses: list(object({
		street: short,
		city: short,
		state: short,
		zip: short,
		country: short,
		country_code: short,
		type: short
	}), 50, 0).optional(),
	org: object({
		company: short,
		department: short,
		title: short
	}).optional(),
	urls: list(object({
		url: short,
		type: short
	}), 50, 0).optional(),
	birthday: words(10).regex(/^\d{4}-\d{2}-\d{2}$/, { error: saying("must be a date like 1990-05-31") }).optional()
}), limits.contacts);
// libs/cloud-api/src/content/media-content.ts
const source = {
	id: words(512).optional(),
	link: httpLink(limits.link).optional()
};
const hasOneSource = (media) => media.id === void 0 !== (media.link === void 0);
const oneSource = { error: saying("give either id or link, and only one of them") };
const imageSchema = object({
	...source,
	caption: words(limits.caption, 0).optional()
}).refine(hasOneSource, oneSource);
const videoSchema = imageSchema;
const audioSchema = object({
	...source,
	voice: flag.optional()
}).refine(hasOneSource, oneSource);
const documentSchema = object({
	...source,
	caption: words(limits.caption, 0).optional(),
	filename: words(limits.filename).optional()
}).refine(hasOneSource, oneSource);
const stickerSchema = object(source).refine(hasOneSource, oneSource);
/** Media in the header of an interactive message or template: no caption there. */
const headerMediaSchema = object(source).refine(hasOneSource, oneSource);
const headerDocumentSchema = object({
	...source,
	filename: words(limits.filename).optional()
}).refine(hasOneSource, oneSource);
const coordinate = (bound) => {
	const error = saying(`must be a number from -${bound} to ${bound}`);
	return z.union([z.number(), z.string().regex(/^-?\d{1,3}(\.\d+)?$/)], { error }).refine((value) => Math.abs(Number(value)) <= bound, { error });
};
const locationSchema = object({
	latitude: coordinate(90),
	longitude: coordinate(180),
	name: words(limits.locationText, 0).optional(),
	address: words(limits.locationText, 0).optional()
});
// libs/cloud-api/src/content/interactive.ts
const body = (max = limits.interactiveBody) => object({ text: words(max) });
const footer = object({ text: words(limits.footer) }).optional();
const textHeader = object({
	type: exactly("text"),
	text: words(limits.header)
});
const imageHeader = object({
	type: exactly("image"),
	image: headerMediaSchema
});
const videoHeader = object({
	type: exactly("video"),
	video: headerMediaSchema
});
const documentHeader = object({
	type: exactly("document"),
	document: headerDocumentSchema
});
const anyHeader = z.discriminatedUnion("type", [
	textHeader,
	imageHeader,
	videoHeader,
	documentHeader
], { error: plainWords }).optional();
const allDifferent = (values) => new Set(values).size === values.length;
const buttonMessage = object({
	type: exactly("button"),
	header: anyHeader,
	body: body(),
	footer,
	action: object({ buttons: list(object({
		type: exactly("reply"),
		reply: object({
			id: words(limits.buttonId),
			title: words(limits.buttonTitle)
		})
	}), limits.buttons).refine((buttons) => allDifferent(buttons.map((button) => button.reply.title)), { error: saying("two buttons have the same title") }).refine((buttons) => allDifferent(buttons.map((button) => button.reply.id)), { error: saying("two buttons have the same id") }) })
});
const listMessage = object({
	type: exactly("list"),
	header: textHeader.optional(),
	body: body(limits.listBody),
	footer,
	action: object({
		button: words(limits.listButton),
		sections: list(object({
			title: words(limits.sectionTitle).optional(),
			rows: list(object({
				id: words(limits.listRowId),
				title: words(limits.listRowTitle),
				description: words(limits.listRowDescription, 0).optional()
			}), limits.listRows)
		}), limits.listSections).refine((sections) => sections.flatMap((section) => section.rows).length <= limits.listRows, { error: saying(`more than ${limits.listRows} rows over all sections`) }).refine((sections) => sections.length === 1 || sections.every((section) => section.title), { error: saying("every section needs a title when there is more than one") }).refine((sections) => allDifferent(sections.flatMap((section) => section.rows.map((row) => row.id))), { error: saying("two rows have the same id") })
	})
});
const ctaAction = object({
	name: exactly("cta_url"),
	parameters: object({
		display_text: words(limits.ctaText),
		url: httpLink(limits.link)
	})
});
const ctaMessage = object({
	type: exactly("cta_url"),
	header: anyHeader,
	body: body(),
	footer,
	action: ctaAction
});
const locationRequest = object({
	type: exactly("location_request_message"),
	body: body(),
	action: object({ name: exactly("send_location") })
});
const contactInfoRequest = object({
	type: exactly("request_contact_info"),
	body: body(),
	action: object({ name: exactly("request_contact_info") })
});
const flowMessage = object({
	type: exactly("flow"),
	header: anyHeader,
	body: body(),
	footer,
	action: object({
		name: exactly("flow"),
		parameters: object({
			flow_message_version: exactly("3"),
			flow_token: words(1024).optional(),
			flow_id: words(256).optional(),
			flow_name: words(256).optional(),
			flow_cta: words(limits.ctaText),
			mode: oneOf(["draft", "published"]).optional(),
			flow_action: oneOf(["navigate", "data_exchange"]).optional(),
			flow_action_payload: object({
				screen: words(256),
				data: z.record(z.string(), z.unknown(), { error: plainWords }).optional()
			}).optional()
		}).refine((flow) => flow.flow_id === void 0 !== (flow.flow_name === void 0), { error: saying("give either flow_id or flow_name") })
	})
});
const productMessage = object({
	type: exactly("product"),
	body: body().optional(),
	footer,
	action: object({
		catalog_id: words(256),
		product_retailer_id: words(256)
	})
});
const productListMessage = object({
	type: exactly("product_list"),
	header: textHeader,
	body: body(),
	footer,
	action: object({
		catalog_id: words(256),
		sections: list(object({
			title: words(limits.sectionTitle),
			product_items: list(object({ product_retailer_id: words(256) }), limits.products)
		}), limits.productSections).refine((sections) => sections.flatMap((section) => section.product_items).length <= limits.products, { error: saying(`more than ${limits.products} products over all sections`) })
	})
});
const catalogMessage = object({
	type: exactly("catalog_message"),
	body: body(),
	footer,
	action: object({
		name: exactly("catalog_message"),
		parameters: object({ thumbnail_product_retailer_id: words(256) }).optional()
	})
});
const lineBreaks = (text) => text.split("\n").length - 1;
const cardBody = object({ text: words(limits.carouselCardBody).refine((text) => lineBreaks(text) <= limits.carouselCardLineBreaks, { error: saying(`more than ${limits.carouselCardLineBreaks} line breaks`) }) }).optional();
const cardIndex = z.int({ error: plainWords }).min(0, { error: plainWords }).max(9, { error: plainWords });
const cardHeader = z.discriminatedUnion("type", [imageHeader, videoHeader], { error: plainWords });
const carouselCard = z.discriminatedUnion("type", [object({
	card_index: cardIndex,
	type: exactly("cta_url"),
	header: cardHeader,
	body: cardBody,
	action: ctaAction
}), object({
	card_index: cardIndex,
	type: exactly("product"),
	action: object({
		catalog_id: words(256),
		product_retailer_id: words(256)
	})
})], { error: plainWords });
const kindOfCard = (card) => card.type === "cta_url" ? card.header.type : `product of ${card.action.catalog_id}`;
const carouselMessage = object({
	type: exactly("carousel"),
	body: body(),
	action: object({ cards: list(carouselCard, limits.carouselCards, limits.carouselCardsMin).refine((cards) => new Set(cards.map(kindOfCard)).size === 1, { error: saying("all cards must be of the same kind") }).refine((cards) => allDifferent(cards.map((card) => String(card.card_index))), { error: saying("two cards have the same card_index") }) })
});
const callPermissionRequest = object({
	type: exactly("call_permission_request"),
	body: body().optional(),
	action: object({ name: exactly("call_permission_request") })
});
const voiceCall = object({
	type: exactly("voice_call"),
	body: body(),
	action: object({
		name: exactly("voice_call"),
		parameters: object({
			display_text: words(limits.ctaText).optional(),
			ttl_minutes: z.int({ error: plainWords }).min(1, { error: plainWords }).optional(),
			payload: words(512).optional()
		}).optional()
	})
});
const addressMessage = object({
	type: exactly("address_message"),
	header: anyHeader,
	body: body(),
	footer,
	action: object({
		name: exactly("address_message"),
		parameters: z.looseObject({ country: words(2) }, { error: plainWords })
	})
});
const interactiveSchema = z.discriminatedUnion("type", [
	buttonMessage,
	listMessage,
	ctaMessage,
	locationRequest,
	contactInfoRequest,
	flowMessage,
	productMessage,
	productListMessage,
	catalogMessage,
	carouselMessage,
	callPermissionRequest,
	voiceCall,
	addressMessage
], { error: plainWords });
// libs/cloud-api/src/content/template-content.ts
const parameterName = words(256).optional();
const textParameter = object({
	type: exactly("text"),
	text: words(limits.templateParameter),
	parameter_name: parameterName
});
const mediaParameters = [
	object({
		type: exactly("image"),
		image: headerMediaSchema
	}),
	object({
		type: exactly("video"),
		video: headerMediaSchema
	}),
	object({
		type: exactly("document"),
		document: headerDocumentSchema
	})
];
const headerComponent = object({
	type: exactly("header"),
	parameters: list(z.discriminatedUnion("type", [
		textParameter,
		...mediaParameters,
		object({
			type: exactly("location"),
			location: locationSchema
		}),
		object({
			type: exactly("product"),
			product: z.looseObject({ product_retailer_id: words(256) })
		})
	], { error: plainWords }), 1)
});
const bodyComponent = object({
	type: exactly("body"),
	parameters: list(z.discriminatedUnion("type", [
		textParameter,
		object({
			type: exactly("currency"),
			parameter_name: parameterName,
			currency: object({
				fallback_value: words(1024),
				code: words(3, 3),
				amount_1000: z.int({ error: plainWords })
			})
		}),
		object({
			type: exactly("date_time"),
			parameter_name: parameterName,
			date_time: z.looseObject({ fallback_value: words(1024) }, { error: plainWords })
		})
	], { error: plainWords }), 1e3, 0)
});
const buttonParameter = z.discriminatedUnion("type", [
	object({
		type: exactly("payload"),
		payload: words(limits.quickReplyPayload)
	}),
	object({
		type: exactly("text"),
		text: words(limits.link)
	}),
	object({
		type: exactly("coupon_code"),
		coupon_code: words(limits.couponCode)
	}),
	object({
		type: exactly("action"),
		action: z.looseObject({}, { error: plainWords })
	})
], { error: plainWords });
const buttonComponent = object({
	type: exactly("button"),
	sub_type: oneOf([
		"quick_reply",
		"url",
		"copy_code",
		"flow",
		"catalog",
		"mpm",
		"voice_call",
		"order_details"
	]),
	index: z.union([z.int().min(0).max(9), z.string().regex(/^[0-9]$/)], { error: saying("must be a number from 0 to 9") }),
	parameters: list(buttonParameter, 1, 0).optional()
});
const carouselComponent = object({
	type: exactly("carousel"),
	cards: list(object({
		card_index: z.int({ error: plainWords }).min(0, { error: plainWords }).max(9, { error: plainWords }),
		components: list(z.discriminatedUnion("type", [
			headerComponent,
			bodyComponent,
			buttonComponent
		], { error: plainWords }), 12)
	}), limits.carouselCards, limits.carouselCardsMin)
});
const offerComponent = object({
	type: exactly("limited_time_offer"),
	parameters: list(object({
		type: exactly("limited_time_offer"),
		limited_time_offer: object({ expiration_time_ms: z.int({ error: plainWords }) })
	}), 1)
});
const templateComponentSchema = z.discriminatedUnion("type", [
	headerComponent,
	bodyComponent,
	buttonComponent,
	carouselComponent,
	offerComponent
], { error: plainWords });
/** A template send: its name, language and the values that fill it. */
const templateSendSchema = object({
	name: words(limits.templateName).regex(/^[a-z0-9_]+$/, { error: saying("only small letters, digits and underscores") }),
	language: object({
		code: words(20),
		policy: exactly("deterministic").optional()
	}),
	components: list(templateComponentSchema, 15, 0).optional()
});
// libs/cloud-api/src/content/outbound.ts
/** What a business may send, in the Cloud API's own shape and within its limits. */
const outboundContentSchema = z.discriminatedUnion("type", [
	object({
		type: exactly("text"),
		text: object({
			body: words(limits.textBody),
			preview_url: flag.optional()
		})
	}),
	object({
		type: exactly("image"),
		image: imageSchema
	}),
	object({
		type: exactly("video"),
		video: videoSchema
	}),
	object({
		type: exactly("audio"),
		audio: audioSchema
	}),
	object({
		type: exactly("document"),
		document: documentSchema
	}),
	object({
		type: exactly("sticker"),
		sticker: stickerSchema
	}),
	object({
		type: exactly("location"),
		location: locationSchema
	}),
	object({
		type: exactly("contacts"),
		contacts: contactCardsSchema
	}),
	object({
		type: exactly("reaction"),
		reaction: object({
			message_id: words(512),
			emoji: words(64, 0)
		})
	}),
	object({
		type: exactly("interactive"),
		interactive: interactiveSchema
	}),
	object({
		type: exactly("template"),
		template: templateSendSchema
	})
], { error: plainWords });
// libs/cloud-api/src/content/render-template.ts
/** Names (or 1-based numbers) of the variables of a template text, in order of first appearance. */
function templateVariables(text) {
	return [...new Set([...(text ?? "").matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi)].map((hit) => hit[1]))];
}
function fill(text, parameters) {
	const values = new Map(parameters.map((parameter, index) => [parameter.parameter_name ?? String(index + 1), parameter.text ?? parameter.currency?.fallback_value ?? parameter.date_time?.fallback_value]));
	return (text ?? "").replace(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi, (whole, name) => values.get(name) ?? whole);
}
function renderButton(button, index, parts) {
	const sent = parts.find((part) => part.type === "button" && Number(part.index) === index);
	const parameter = sent?.type === "button" ? sent.parameters?.[0] : void 0;
	const rendered = {
		type: button.type,
		text: button.text ?? button.type
	};
	if (button.type === "OTP") rendered.text = button.text ?? "Copy code";
	if (button.url) rendered.url = fill(button.url, parameter?.type === "text" ? [parameter] : []);
	if (button.phone_number) rendered.phoneNumber = button.phone_number;
	if (parameter?.type === "payload") rendered.payload = parameter.payload;
	if (parameter?.type === "coupon_code") rendered.code = parameter.coupon_code;
	if (button.type === "OTP" && parameter?.type === "text") rendered.code = parameter.text;
	return rendered;
}
function renderCard(components, parts) {
	const card = {
		body: "",
		buttons: []
	};
	const sentHeader = parts.find((part) => part.type === "header");
	const headerParameters = sentHeader?.type === "header" ? sentHeader.parameters : [];
	const sentBody = parts.find((part) => part.type === "body");
	const bodyParameters = sentBody?.type === "body" ? sentBody.parameters : [];
	for (const component of components) {
		const type = component.type.toUpperCase();
		if (type === "HEADER") {
			const media = headerParameters.find((parameter) => parameter.type !== "text");
			if (media) card.header = { media };
			else if ((component.format ?? "TEXT") === "TEXT") card.header = { text: fill(component.text, headerParameters) };
			else card.header = { format: component.format };
		}
		if (type === "BODY") card.body = fill(component.text, bodyParameters);
		if (type === "FOOTER" && component.text) card.footer = component.text;
		if (type === "BUTTONS") card.buttons = (component.buttons ?? []).map((button, index) => renderButton(button, index, parts));
	}
	return card;
}
const AUTHENTICATION_BODY = "*{{1}}* is your verification code.";
const SECURITY_ADVICE = " For your security, do not share this code.";
/** Authentication templates have preset words that the account does not always list. */
function presetComponents(template) {
	if (template.category !== "AUTHENTICATION") return template.components;
	return template.components.map((component) => {
		const type = component.type.toUpperCase();
		if (type === "BODY" && !component.text) return {
			...component,
			text: AUTHENTICATION_BODY + (component.add_security_recommendation ? SECURITY_ADVICE : "")
		};
		if (type === "FOOTER" && !component.text && component.code_expiration_minutes) return {
			...component,
			text: `This code expires in ${component.code_expiration_minutes} minutes.`
		};
		return component;
	});
}
/** Fills a template with the values of a send; a variable without a value keeps its braces. */
function renderTemplate(template, send) {
	const components = presetComponents(template);
	const sent = send.components ?? [];
	const parts = sent.filter((part) => part.type === "header" || part.type === "body" || part.type === "button");
	const carousel = components.find((component) => component.type.toUpperCase() === "CAROUSEL");
	const sentCarousel = sent.find((part) => part.type === "carousel");
	const rendered = {
		...renderCard(components, parts),
		cards: (carousel?.cards ?? []).map((card, index) => renderCard(card.components, sentCarousel?.cards.find((filled) => filled.card_index === index)?.components ?? []))
	};
	const offer = components.find((component) => component.limited_time_offer)?.limited_time_offer;
	if (offer) {
		const expiresAt = sent.find((part) => part.type === "limited_time_offer")?.parameters[0]?.limited_time_offer.expiration_time_ms;
		rendered.offer = {
			text: offer.text ?? "",
			...expiresAt === void 0 ? {} : { expiresAt }
		};
	}
	return rendered;
}
// libs/cloud-api/src/fake/template-check.ts
const sendable = /* @__PURE__ */ new Set([
	"APPROVED",
	"FLAGGED",
	"REINSTATED"
]);
const mediaFormats = /* @__PURE__ */ new Set([
	"IMAGE",
	"VIDEO",
	"DOCUMENT",
	"LOCATION"
]);
const mismatch = (details) => new GraphError(132e3, 400, "(#132000) Number of parameters does not match the expected number of params", details);
const wrongForm = (details) => new GraphError(132012, 400, "(#132012) Parameter format does not match format in the created template", details);
function checkText(place, text, parameters, isNamed) {
	const variables = templateVariables(text);
	if (parameters.length !== variables.length) throw mismatch(`${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${variables.length})`);
	if (!isNamed) return;
	for (const variable of variables) if (!parameters.some((parameter) => parameter.parameter_name === variable)) throw wrongForm(`${place}: parameter name ${variable} is missing`);
}
function checkHeader(header, sent, isNamed) {
	const format = header.format?.toUpperCase() ?? "TEXT";
	const parameter = sent?.parameters[0];
	if (format === "TEXT") {
		const texts = (sent?.parameters ?? []).filter((each) => each.type === "text");
		checkText("header", header.text, texts, isNamed);
	} else if (mediaFormats.has(format) && parameter?.type !== format.toLowerCase()) throw wrongForm(`header: Format mismatch, expected ${format}, received ${parameter?.type.toUpperCase() ?? "UNKNOWN"}`);
}
function checkButtons(buttons, sent) {
	(buttons ?? []).forEach((button, index) => {
		const parameter = sent.find((part) => Number(part.index) === index)?.parameters?.[0];
		const needsText = templateVariables(button.url).length > 0 || button.type === "OTP";
		if (needsText && parameter?.type !== "text") throw new GraphError(131008, 400, "(#131008) Required parameter is missing", `buttons: Button at index ${index} of type ${button.type} requires a parameter`);
		if (button.type === "COPY_CODE" && parameter?.type !== "coupon_code") throw new GraphError(131008, 400, "(#131008) Required parameter is missing", `buttons: Button at index ${index} of type CopyCode requires a coupon code`);
		if (button.type === "URL" && !needsText && parameter) throw mismatch(`buttons: Button at index ${index} takes no parameter`);
	});
	const stray = sent.find((part) => Number(part.index) >= (buttons?.length ?? 0));
	if (stray) throw mismatch(`buttons: there is no button at index ${stray.index}`);
}
function checkParts(components, parts, isNamed, category) {
	const of = (type) => components.find((component) => component.type.toUpperCase() === type);
	const header = of("HEADER");
	const sentHeader = parts.find((part) => part.type === "header");
	if (header) checkHeader(header, sentHeader, isNamed);
	else if (sentHeader) throw mismatch("header: the template has none");
	const body = of("BODY");
	const parameters = parts.find((part) => part.type === "body")?.parameters ?? [];
	const text = category === "AUTHENTICATION" && !body?.text ? "{{1}}" : body?.text;
	if (body || parameters.length > 0) checkText("body", text, parameters, isNamed);
	checkButtons(of("BUTTONS")?.buttons, parts.filter((part) => part.type === "button"));
}
/** The template that a send asks for; throws Meta's error when it cannot be sent so. */
function checkTemplate(store, send) {
	const template = store.find(send.name, send.language.code);
	if (!template || !(sendable.has(template.status) || template.status === "PAUSED" || template.status === "DISABLED")) throw new GraphError(132001, 404, "(#132001) Template name does not exist in the translation", `template name (${send.name}) does not exist in ${send.language.code}`);
	if (template.status === "PAUSED") throw new GraphError(132015, 400, "(#132015) Template is Paused");
	if (template.status === "DISABLED") throw new GraphError(132016, 400, "(#132016) Template is Disabled");
	const sent = send.components ?? [];
	const isNamed = template.parameter_format === "NAMED";
	const parts = sent.filter((part) => part.type !== "carousel" && part.type !== "limited_time_offer");
	checkParts(template.components, parts, isNamed, template.category);
	const cards = template.components.find((component) => component.type.toUpperCase() === "CAROUSEL")?.cards ?? [];
	const sentCards = sent.find((part) => part.type === "carousel")?.cards ?? [];
	if (cards.length !== sentCards.length) throw mismatch(`carousel: ${sentCards.length} cards instead of ${cards.length}`);
	cards.forEach((card, index) => {
		const filled = sentCards.find((each) => each.card_index === index);
		if (!filled) throw mismatch(`carousel: card ${index} is missing`);
		checkParts(card.components, filled.components, isNamed, template.category);
	});
	if (renderTemplate(template, send).body.length > limits.interactiveBody) throw new GraphError(132005, 400, "(#132005) Translated text too long");
	return template;
}
// libs/cloud-api/src/fake/send.ts
const userIdPattern = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
const READ_SPAN = 2592e6;
const textOf = (value) => typeof value === "string" && value ? value : typeof value === "number" ? String(value) : void 0;
const invalid = (details, code = 131009) => new GraphError(code, 400, code === 100 ? "(#100) Invalid parameter" : `(#${code}) Parameter value is not valid`, details);
function contentOf(body) {
	const type = body.type ?? "text";
	if (typeof type !== "string") throw invalid("type must be a text", 100);
	const parsed = outboundContentSchema.safeParse({
		type,
		[type]: body[type]
	});
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	if (issue?.code === "invalid_type" && issue.message.endsWith("is missing")) throw new GraphError(131008, 400, "(#131008) Required parameter is missing", issue.message);
	throw invalid(issue?.message ?? "invalid content", issue?.code === "too_big" || issue?.code === "unrecognized_keys" ? 100 : 131009);
}
function recipientOf(world, number, body) {
	const to = textOf(body.to);
	const recipient = textOf(body.recipient);
	if (to) {
		const phone = digitsOf(to);
		if (phone.length < 5 || phone.length > 20) throw invalid(`to: ${to} is not a phone number`);
		if (phone === digitsOf(number.displayPhoneNumber)) throw new GraphError(131021, 400, "(#131021) Recipient cannot be sender");
		return {
			customer: world.customers.reach({ phone }),
			byPhone: true,
			input: to
		};
	}
	if (!recipient) throw new GraphError(131008, 400, "(#131008) Required parameter is missing", "to or recipient is required");
	if (!userIdPattern.test(recipient)) throw invalid(`recipient: ${recipient} is not a business-scoped user id`);
	return {
		customer: world.customers.reach({ userId: recipient }),
		byPhone: false,
		input: recipient
	};
}
function mediaIds(value, found = []) {
	if (typeof value !== "object" || value === null) return found;
	for (const [key, item] of Object.entries(value)) {
		const id = key === "image" || key === "video" || key === "audio" || key === "document" || key === "sticker" ? textOf(item?.id) : void 0;
		if (id) found.push(id);
		mediaIds(item, found);
	}
	return found;
}
/** Why an accepted message will fail after all, by Meta's asynchronous codes. */
function laterFailure(world, number, customer, content, template) {
	if (customer.failCode !== void 0) return customer.failCode;
	if (!customer.onWhatsApp) return 131026;
	const isOpen = world.isWindowOpen(customer, number.phoneNumberId);
	if (!template && !isOpen && world.enforce.window) return 131047;
	if (template?.category === "MARKETING") {
		if (customer.optedOut) return 131050;
		if (!isOpen && !world.marketing.take(customer.id, world.clock.now(), world.enforce.marketingPerDay)) return 131049;
	}
	if (!isOpen && world.enforce.tier && !world.daily.take(customer.id, world.clock.now(), number.tier)) return 131048;
	if (content.type === "reaction" && world.log.find(content.reaction.message_id)?.entry.content.type === "reaction") return 131009;
	if (mediaIds(content).some((id) => !world.media.get(id))) return 131053;
}
/** `POST /{phone_number_id}/messages`: sends, and the marks of read and typing. */
var Messages = class {
	constructor(world, statuses) {
		this.world = world;
		this.statuses = statuses;
	}
	handle(request, response, number, body, marketingOnly = false) {
		if (body.messaging_product !== "whatsapp") throw new GraphError(100, 400, "(#100) Invalid parameter", "messaging_product must be whatsapp");
		if (body.status === "read") {
			this.markRead(number, body);
			sendJson(response, 200, { success: true });
			return;
		}
		const answer = this.accept(number, body, marketingOnly);
		const { faults } = this.world;
		if (faults.happens(faults.state.cutAfterAccept)) {
			request.socket.resetAndDestroy();
			return;
		}
		sendJson(response, 200, answer);
	}
	accept(number, body, marketingOnly) {
		const { world } = this;
		const now = world.clock.now();
		if (!world.faults.state.tokenExpired && !number.rate.take(world.enforce.throughput)) throw new GraphError(130429, 400, "(#130429) Rate limit hit", "Cloud API message throughput has been reached.");
		const { customer, byPhone, input } = recipientOf(world, number, body);
		const content = contentOf(body);
		const opaque = textOf(body.biz_opaque_callback_data);
		if (opaque && opaque.length > limits.opaque) throw invalid("biz_opaque_callback_data is longer than 512 characters", 100);
		if (customer.blockedBy.has(number.phoneNumberId)) throw new GraphError(130403, 400, "(#130403) The business has blocked this user");
		if (!world.pairs.take(`${number.phoneNumberId}|${customer.id}`, now, world.enforce.pairRate)) throw new GraphError(131056, 400, "(#131056) (Business Account, Consumer Account) pair rate limit hit", "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.");
		const template = content.type === "template" ? checkTemplate(world.templates, content.template) : void 0;
		if (template?.category === "AUTHENTICATION" && !byPhone) throw new GraphError(131062, 400, "(#131062) Authentication templates need a phone number");
		if (marketingOnly && template?.category !== "MARKETING") throw new GraphError(134100, 400, "(#134100) Only marketing messages are supported");
		const wamid = world.newWamid();
		const replyTo = textOf(body.context?.message_id);
		world.ledger.add({
			wamid,
			phoneNumberId: number.phoneNumberId,
			...opaque === void 0 ? {} : { opaque },
			...byPhone ? { to: input } : { recipient: input },
			...replyTo ? { replyTo } : {},
			content,
			at: Date.now()
		});
		this.follow(number, customer, {
			wamid,
			content,
			template,
			replyTo,
			opaque,
			byPhone
		});
		const contact = byPhone ? {
			input,
			wa_id: customer.phone ?? digitsOf(input)
		} : {
			input,
			user_id: customer.userId
		};
		const held = world.faults.state.holdTemplates ? "held_for_quality_assessment" : "accepted";
		return {
			messaging_product: "whatsapp",
			contacts: [contact],
			messages: [{
				id: wamid,
				...template ? { message_status: held } : {}
			}]
		};
	}
	follow(number, customer, sent) {
		const { world } = this;
		const { wamid, content, template } = sent;
		const failCode = laterFailure(world, number, customer, content, template);
		const entry = {
			wamid,
			phoneNumberId: number.phoneNumberId,
			author: "business",
			content,
			at: world.clock.now(),
			status: "accepted",
			...sent.replyTo ? { replyTo: sent.replyTo } : {},
			...template && content.type === "template" ? { rendered: renderTemplate(template, content.template) } : {}
		};
		if (content.type === "reaction") {
			const target = world.log.react(content.reaction.message_id, "business", content.reaction.emoji);
			if (target) world.show(customer, "update", { entry: target });
		} else if (failCode === void 0 && !customer.blocksUs) world.record(customer, entry);
		const category = template ? template.category.toLowerCase() : "service";
		this.statuses.begin({
			entry,
			customer,
			number,
			content,
			category,
			opaque: sent.opaque,
			byPhone: sent.byPhone
		}, failCode);
	}
	markRead(number, body) {
		const { world } = this;
		const wamid = textOf(body.message_id);
		const found = wamid ? world.log.find(wamid) : void 0;
		const isTooOld = found && found.entry.at < world.clock.now() - READ_SPAN;
		if (!wamid?.startsWith("wamid.") || isTooOld || found?.entry.author === "business") throw new GraphError(100, 400, "(#100) Invalid parameter", `message_id: ${wamid ?? "is missing"}`);
		world.ledger.readMarks += 1;
		if (!found) return;
		const { customer } = found;
		for (const entry of customer.log) if (entry.author === "customer" && entry.phoneNumberId === number.phoneNumberId && entry.at <= found.entry.at && world.log.advance(entry, "read")) world.show(customer, "status", {
			wamid: entry.wamid,
			status: "read"
		});
		if (body.typing_indicator) world.show(customer, "typing", {
			phoneNumberId: number.phoneNumberId,
			forMs: limits.typingSeconds * 1e3
		});
	}
};
// libs/cloud-api/src/fake/graph-routes.ts
const versioned = /^\/v\d+\.\d+\/(.+)$/;
/** The Graph API's paths, of any version, with the faults that strike them. */
var GraphRoutes = class {
	constructor(world, statuses) {
		this.world = world;
		this.messages = new Messages(world, statuses);
		this.media = new MediaRoutes(world);
		this.account = new AccountRoutes(world);
		this.bearer = `Bearer ${world.options.accessToken}`;
	}
	/** False when the path is not one of the Graph API's. */
	handle(request, response) {
		const url = request.url ?? "/";
		const cut = url.indexOf("?");
		const path = cut < 0 ? url : url.slice(0, cut);
		if (path === "/whatsapp_business/attachments/") {
			this.media.download(response, new URLSearchParams(url.slice(cut + 1)), this.isAuthorized(request));
			return true;
		}
		const rest = versioned.exec(path)?.[1];
		if (rest === void 0) return false;
		const [node = "", edge] = rest.split("/");
		const query = new URLSearchParams(cut < 0 ? "" : url.slice(cut + 1));
		this.answer({
			request,
			response,
			method: request.method ?? "GET",
			node: decodeURIComponent(node),
			edge,
			query,
			body: Buffer.alloc(0)
		});
		return true;
	}
	isAuthorized(request) {
		const { authorization } = request.headers;
		return (authorization === this.bearer || authorization === this.bearer.replace("Bearer", "OAuth")) && !this.world.faults.state.tokenExpired;
	}
	async answer(graph) {
		const { request, response } = graph;
		const { faults } = this.world;
		const isMessages = graph.edge === "messages" || graph.edge === "marketing_messages";
		const { endpoints } = faults.state;
		const isStruck = endpoints === "all" || (endpoints === "messages" ? isMessages : !isMessages && (graph.edge === "media" || !graph.edge));
		try {
			if (isStruck && faults.happens(faults.state.resetBeforeReading)) {
				request.socket.resetAndDestroy();
				return;
			}
			if (request.method !== "GET") graph.body = await readBody(request);
			if (isStruck) {
				if (faults.happens(faults.state.hang)) return;
				if (faults.state.latencyMs > 0) await this.pause(faults.state.latencyMs);
				if (this.strike(response)) return;
			}
			if (!this.isAuthorized(request)) throw this.unauthorized(request);
			await this.route(graph, isMessages);
		} catch (error) {
			if (response.headersSent || response.destroyed) return;
			const known = error instanceof GraphError ? error : new GraphError(131e3, 500, "(#131000) Something went wrong", String(error));
			const { refused } = this.world.ledger;
			if (isMessages) refused[known.code] = (refused[known.code] ?? 0) + 1;
			sendGraphError(response, known);
		}
	}
	async route(graph, isMessages) {
		const { world } = this;
		const { method, node, edge, response } = graph;
		const number = world.numbers.get(node);
		if (isMessages && method === "POST") {
			if (!number) throw new GraphError(33, 400, `Object with ID '${node}' does not exist`);
			if (!number.registered) throw new GraphError(133010, 400, "(#133010) Phone number not registered");
			this.messages.handle(graph.request, response, number, parseJson(graph.body), edge === "marketing_messages");
			return;
		}
		const answer = await this.media.route(graph, number) ?? this.account.route(graph, number);
		if (answer === void 0) throw new GraphError(100, 400, `Unsupported ${method.toLowerCase()} request. Object with ID '${node}' does not exist`);
		sendJson(response, 200, answer, { "x-app-usage": "{\"call_count\":1,\"total_cputime\":1,\"total_time\":1}" });
	}
	unauthorized({ headers }) {
		return new GraphError(190, 401, headers.authorization ? "Error validating access token: Session has expired" : "An access token is required to request this resource.");
	}
	strike(response) {
		const { faults, options, ledger } = this.world;
		const { failures, rateLimitedUntil, rateLimitCode } = faults.state;
		if (rateLimitedUntil > Date.now()) {
			const usage = {
				call_count: 100,
				total_cputime: 25,
				total_time: 25,
				type: "whatsapp",
				estimated_time_to_regain_access: Math.max(1, Math.ceil((rateLimitedUntil - Date.now()) / 6e4))
			};
			ledger.refused[rateLimitCode] = (ledger.refused[rateLimitCode] ?? 0) + 1;
			sendGraphError(response, new GraphError(rateLimitCode, rateLimitCode === 130429 ? 429 : 400, `(#${rateLimitCode}) Rate limit hit`), {
				...rateLimitCode === 130429 ? {} : { "x-business-use-case-usage": JSON.stringify({ [options.wabaId]: [usage] }) },
				"x-app-usage": "{\"call_count\":100,\"total_cputime\":25,\"total_time\":25}"
			});
			return true;
		}
		if (!faults.happens(failures)) return false;
		if (!failures.graphBody) {
			response.writeHead(failures.httpStatus, { "content-type": "text/html" }).end("<html>Sorry, something went wrong.</html>");
			return true;
		}
		throw new GraphError(failures.code, failures.httpStatus, failures.message ?? `(#${failures.code}) Injected failure`);
	}
	pause(ms) {
		return new Promise((resolve) => this.world.timeline.after(ms, resolve));
	}
};
// libs/cloud-api/src/errors/error-row.ts
const paused = { pausesChannel: true };
const newToken = "An administrator must enter a new access token for this channel.";
const permissions = "An administrator must give the app access to this number in Meta's business settings.";
const fixMessage = "Correct the message and send it again.";
const tellAdmin = "Report this to an administrator.";
// libs/cloud-api/src/errors/message-error-rows.ts
/** Codes below 132000: access, limits and single messages. */
const messageErrorRows = [
	[
		0,
		"no",
		"channel",
		"WhatsApp does not accept the access token of this channel.",
		newToken,
		paused
	],
	[
		190,
		"no",
		"channel",
		"The access token of this channel has expired or was withdrawn.",
		newToken,
		paused
	],
	[
		3,
		"no",
		"channel",
		"The app lacks a capability that this call needs.",
		permissions,
		paused
	],
	[
		10,
		"no",
		"channel",
		"The app has no permission for this number.",
		permissions,
		paused
	],
	[
		200,
		"no",
		"channel",
		"The app has no access to this account.",
		permissions,
		paused
	],
	[
		1,
		"yes",
		"message",
		"WhatsApp reported an unknown error.",
		"It is tried again a few times; if it stays, check the message."
	],
	[
		2,
		"yes",
		"message",
		"WhatsApp is temporarily overloaded or down.",
		"Wait; it is tried again."
	],
	[
		4,
		"later",
		"account",
		"The app has made too many calls.",
		"Wait; sending goes on by itself."
	],
	[
		33,
		"no",
		"channel",
		"This number no longer exists at WhatsApp.",
		"An administrator must reconnect the channel.",
		paused
	],
	[
		100,
		"no",
		"message",
		"WhatsApp does not understand a part of the message.",
		fixMessage
	],
	[
		368,
		"no",
		"account",
		"The account is blocked for breaking a WhatsApp policy.",
		"An administrator must appeal in Meta's account quality page.",
		paused
	],
	[
		80007,
		"later",
		"account",
		"The account has made too many calls.",
		"Wait; sending goes on by itself."
	],
	[
		130403,
		"no",
		"pair",
		"This customer is blocked by us.",
		"Unblock the customer first."
	],
	[
		130429,
		"yes",
		"channel",
		"The number sends faster than WhatsApp allows.",
		"Wait; sending slows down by itself."
	],
	[
		130472,
		"no",
		"pair",
		"WhatsApp keeps this customer out of marketing for an experiment.",
		"Do not send it again."
	],
	[
		130497,
		"no",
		"pair",
		"The business may not write to customers in this customer's country.",
		"Reach the customer another way."
	],
	[
		131e3,
		"yes",
		"message",
		"Something went wrong at WhatsApp.",
		"It is tried again a few times."
	],
	[
		131005,
		"no",
		"channel",
		"Access denied: a permission is missing.",
		permissions,
		paused
	],
	[
		131008,
		"no",
		"message",
		"A required part of the message is missing.",
		fixMessage
	],
	[
		131009,
		"no",
		"message",
		"A part of the message has a value that WhatsApp does not take.",
		fixMessage
	],
	[
		131016,
		"yes",
		"message",
		"A WhatsApp service is unavailable.",
		"Wait; it is tried again."
	],
	[
		131021,
		"no",
		"message",
		"The recipient is the sending number itself.",
		"Choose another recipient."
	],
	[
		131026,
		"no",
		"pair",
		"Could not be delivered: the number is not on WhatsApp, uses an old app, or has not accepted its terms.",
		"Check the number or reach the customer another way."
	],
	[
		131030,
		"no",
		"pair",
		"A test number may only write to recipients on its list.",
		"Add the recipient to the test number's list at Meta."
	],
	[
		131031,
		"no",
		"account",
		"The account is locked.",
		"An administrator must check the account at Meta and appeal.",
		paused
	],
	[
		131037,
		"no",
		"channel",
		"The display name of this number is not approved.",
		"An administrator must get the display name approved.",
		paused
	],
	[
		131042,
		"no",
		"account",
		"There is a problem with the payment method.",
		"An administrator must fix the payment method in Meta's billing settings.",
		paused
	],
	[
		131044,
		"no",
		"account",
		"There is a problem with the payment method for calls.",
		"An administrator must fix the payment method in Meta's billing settings."
	],
	[
		131045,
		"no",
		"channel",
		"The number is not registered properly.",
		"An administrator must register the number again.",
		paused
	],
	[
		131047,
		"no",
		"pair",
		"The customer last wrote more than 24 hours ago.",
		"Send a template instead."
	],
	[
		131048,
		"later",
		"channel",
		"Too many messages of this number were blocked or reported as spam.",
		"Pause campaigns and check the quality of the number."
	],
	[
		131049,
		"no",
		"pair",
		"WhatsApp held this marketing message back to keep the customer from getting too many.",
		"Wait at least 24 hours before sending marketing to this customer."
	],
	[
		131050,
		"no",
		"pair",
		"The customer has stopped marketing messages from us.",
		"Do not send marketing to this customer.",
		{ optsOut: true }
	],
	[
		131051,
		"no",
		"message",
		"This kind of message is not supported.",
		"Send another kind of message."
	],
	[
		131052,
		"no",
		"message",
		"The customer's file could not be fetched; it may be larger than 100 MB.",
		"Ask the customer to send a smaller file."
	],
	[
		131053,
		"no",
		"message",
		"The file could not be sent: its type or size does not fit, or its address cannot be reached.",
		"Check the file and send it again."
	],
	[
		131055,
		"no",
		"message",
		"This call is not allowed for marketing messages.",
		tellAdmin
	],
	[
		131056,
		"yes",
		"pair",
		"Too many messages to this customer in a short time.",
		"Wait; it is sent in a moment."
	],
	[
		131057,
		"yes",
		"channel",
		"The number is being upgraded or maintained.",
		"Wait about a minute; it is tried again."
	],
	[
		131059,
		"yes",
		"message",
		"The place in a list is no longer valid.",
		"Start the list again."
	],
	[
		131060,
		"no",
		"message",
		"The customer sent something that the Cloud API cannot pass on.",
		"Ask the customer to send it in another form."
	],
	[
		131062,
		"no",
		"pair",
		"This message needs the phone number of the customer.",
		"Ask for the customer's phone number."
	],
	[
		131063,
		"no",
		"account",
		"Marketing templates are switched off on this way of sending.",
		"An administrator must send through the marketing messages API."
	],
	[
		131064,
		"later",
		"account",
		"Sending is limited because templates were put into the wrong category.",
		"Correct the categories of the templates and wait."
	]
];
// libs/cloud-api/src/errors/template-error-rows.ts
/** Codes from 132000 on: templates, registration, calls and flows. */
const templateErrorRows = [
	[
		132e3,
		"no",
		"message",
		"The template got more or fewer values than it has variables.",
		"Give a value for every variable."
	],
	[
		132001,
		"no",
		"message",
		"The template does not exist in this language or is not approved.",
		"Refresh the templates and choose another."
	],
	[
		132005,
		"no",
		"message",
		"The filled template is too long.",
		"Shorten its values."
	],
	[
		132007,
		"no",
		"message",
		"The message breaks WhatsApp's content policy.",
		"Change the message."
	],
	[
		132008,
		"no",
		"message",
		"A value of the template has the wrong form.",
		fixMessage
	],
	[
		132012,
		"no",
		"message",
		"A value of the template has the wrong form.",
		fixMessage
	],
	[
		132015,
		"later",
		"message",
		"The template is paused because of low quality.",
		"Wait until it is unpaused or choose another template."
	],
	[
		132016,
		"no",
		"message",
		"The template was switched off because of low quality.",
		"Choose or create another template."
	],
	[
		132018,
		"no",
		"message",
		"A value of the template is not valid.",
		fixMessage
	],
	[
		132068,
		"no",
		"message",
		"The flow is blocked.",
		tellAdmin
	],
	[
		132069,
		"later",
		"message",
		"The flow is limited to ten messages an hour.",
		"Wait an hour."
	],
	[
		133e3,
		"yes",
		"channel",
		"An earlier removal of the number did not finish.",
		"An administrator must remove the number again."
	],
	[
		133004,
		"yes",
		"message",
		"The WhatsApp server is temporarily unavailable.",
		"Wait; it is tried again."
	],
	[
		133005,
		"no",
		"channel",
		"The PIN of the number is wrong.",
		"An administrator must enter the right PIN."
	],
	[
		133006,
		"no",
		"channel",
		"The number must be verified first.",
		"An administrator must verify the number.",
		paused
	],
	[
		133008,
		"later",
		"channel",
		"The PIN was entered wrongly too often.",
		"Wait and try again later."
	],
	[
		133009,
		"later",
		"channel",
		"The PIN was entered too fast.",
		"Wait a moment and try again."
	],
	[
		133010,
		"no",
		"channel",
		"The number is not registered.",
		"An administrator must register the number.",
		paused
	],
	[
		133015,
		"later",
		"channel",
		"The number was removed a moment ago.",
		"Wait five minutes and try again."
	],
	[
		133016,
		"later",
		"channel",
		"The number was registered too often.",
		"Wait 72 hours."
	],
	[
		134011,
		"no",
		"account",
		"The terms of payment have not been accepted.",
		"An administrator must accept them in Meta's billing settings."
	],
	[
		134100,
		"no",
		"message",
		"Only marketing templates can be sent this way.",
		"Choose a marketing template."
	],
	[
		134101,
		"later",
		"message",
		"The template is still being copied for marketing messages.",
		"Wait ten minutes and try again."
	],
	[
		134102,
		"no",
		"message",
		"The template cannot be used for marketing messages.",
		"Choose another template."
	],
	[
		135e3,
		"no",
		"message",
		"WhatsApp found a mistake in the message without saying which.",
		fixMessage
	],
	[
		137e3,
		"no",
		"pair",
		"The customer has a new phone or reinstalled WhatsApp.",
		"Make sure who the customer is before going on."
	],
	[
		138e3,
		"no",
		"channel",
		"Calls are not switched on for this number.",
		tellAdmin
	],
	[
		138006,
		"no",
		"pair",
		"The customer has not allowed calls.",
		"Ask the customer for permission to call."
	],
	[
		139e3,
		"no",
		"message",
		"The flow could not be opened.",
		tellAdmin
	],
	[
		139001,
		"no",
		"message",
		"The flow could not be changed.",
		tellAdmin
	],
	[
		139002,
		"no",
		"message",
		"The flow could not be published.",
		tellAdmin
	],
	[
		139003,
		"no",
		"message",
		"The flow could not be withdrawn.",
		tellAdmin
	],
	[
		139004,
		"no",
		"message",
		"The flow could not be handled.",
		tellAdmin
	],
	[
		139100,
		"no",
		"pair",
		"Some customers could not be blocked or unblocked.",
		"Only customers who wrote in the last 24 hours can be blocked."
	],
	[
		139101,
		"no",
		"channel",
		"The block list is full.",
		"Unblock somebody first."
	],
	[
		139102,
		"no",
		"channel",
		"The block list was changed at the same time.",
		"Try again."
	],
	[
		139103,
		"no",
		"pair",
		"The block list could not be changed.",
		"Try again later."
	],
	[
		2388019,
		"no",
		"account",
		"The account has as many templates as WhatsApp allows.",
		"Delete templates that are no longer used."
	],
	[
		2388040,
		"no",
		"message",
		"A part of the template is too long.",
		"Shorten it."
	],
	[
		2388047,
		"no",
		"message",
		"The header of the template has the wrong form.",
		"Correct the header."
	],
	[
		2388072,
		"no",
		"message",
		"The body of the template has the wrong form.",
		"Correct the body."
	],
	[
		2388073,
		"no",
		"message",
		"The footer of the template has the wrong form.",
		"Correct the footer."
	],
	[
		2388293,
		"no",
		"message",
		"The template has too many variables for its length.",
		"Use fewer variables or more words."
	],
	[
		2388299,
		"no",
		"message",
		"The template starts or ends with a variable.",
		"Put words before and after it."
	],
	[
		2494100,
		"later",
		"channel",
		"The number is in maintenance.",
		"Wait; it is tried again."
	]
];
// libs/cloud-api/src/errors/error-codes.ts
/** What every code of Meta's error table means and what to do about it. */
const errorCodes = new Map([...messageErrorRows, ...templateErrorRows].map(([code, retry, scope, meaning, action, flags]) => [code, {
	code,
	meaning,
	action,
	retry,
	scope,
	...flags
}]));
/** The table's row for a code, with a careful answer for codes that Meta adds later. */
function explainError(code) {
	const known = errorCodes.get(code);
	if (known) return known;
	if (code >= 200 && code <= 299) return {
		...errorCodes.get(200),
		code
	};
	if (code >= 138e3 && code <= 138999) return {
		code,
		retry: "no",
		scope: "message",
		meaning: "The call could not be made.",
		action: tellAdmin
	};
	return {
		code,
		retry: "no",
		scope: "message",
		meaning: "WhatsApp refused the message for a reason that we do not know yet.",
		action: "Look at the details that WhatsApp gave, or report them to an administrator."
	};
}
// libs/cloud-api/src/fake/clock.ts
/** Real time plus an offset that a test may move. */
var Clock = class {
	constructor() {
		this.offsetMs = 0;
	}
	/** Milliseconds since 1970. */
	now() {
		return Date.now() + this.offsetMs;
	}
	/** Unix seconds as text, as webhooks carry them. */
	stamp() {
		return String(Math.floor(this.now() / 1e3));
	}
};
const TICK_MS = 5;
/** Many short waits on one timer: thousands of statuses a second would otherwise be as many timers. */
var Timeline = class {
	constructor() {
		this.slots = /* @__PURE__ */ new Map();
		this.done = this.tick();
	}
	after(delayMs, run) {
		if (!this.timer) {
			this.done = this.tick();
			this.timer = setInterval(() => this.advance(), TICK_MS);
		}
		const slot = Math.max(this.done + 1, this.tick() + Math.max(1, Math.ceil(delayMs / TICK_MS)));
		const waiting = this.slots.get(slot);
		if (waiting) waiting.push(run);
		else this.slots.set(slot, [run]);
	}
	clear() {
		this.slots.clear();
		clearInterval(this.timer);
		this.timer = void 0;
	}
	tick() {
		return Math.floor(performance.now() / TICK_MS);
	}
	advance() {
		const now = this.tick();
		while (this.done < now) {
			this.done += 1;
			const due = this.slots.get(this.done);
			if (!due) continue;
			this.slots.delete(this.done);
			for (const run of due) run();
		}
		if (this.slots.size === 0) this.clear();
	}
};
/** A wait drawn from a span, in milliseconds. */
const drawn = ([from, to]) => from + Math.random() * (to - from);
// libs/cloud-api/src/fake/statuses.ts
const MAX_KEPT = 1e5;
/** What becomes of accepted messages, told as signed webhooks. */
var Statuses = class {
	constructor(world) {
		this.world = world;
		this.journeys = /* @__PURE__ */ new Map();
	}
	/** Plans the steps of a send, or its failure. */
	begin(journey, failCode) {
		this.journeys.set(journey.entry.wamid, journey);
		if (this.journeys.size > MAX_KEPT) this.journeys.delete(this.journeys.keys().next().value);
		const { statuses, timeline } = this.world;
		if (!statuses.auto) return;
		const sentIn = drawn(statuses.sentMs);
		if (failCode !== void 0) {
			timeline.after(sentIn, () => this.report(journey, "failed", failCode));
			return;
		}
		timeline.after(sentIn, () => this.report(journey, "sent"));
		if (journey.content.type === "reaction" || journey.customer.blocksUs) return;
		const deliveredIn = sentIn + drawn(statuses.deliveredMs);
		if (!statuses.skipDelivered) timeline.after(deliveredIn, () => this.report(journey, "delivered"));
		if (statuses.readMs && !journey.customer.attended) timeline.after(deliveredIn + drawn(statuses.readMs), () => this.report(journey, "read"));
	}
	/** Reports a step by hand; false when the message is unknown. */
	set(wamid, status, code) {
		const journey = this.journeys.get(wamid);
		if (!journey) return false;
		this.report(journey, status, code);
		return true;
	}
	/** The customer opened the chat: everything delivered there is read. */
	readAll(customer, phoneNumberId) {
		const unread = customer.log.filter((entry) => entry.author === "business" && entry.phoneNumberId === phoneNumberId && [
			"accepted",
			"sent",
			"delivered"
		].includes(entry.status) && this.journeys.has(entry.wamid));
		for (const entry of unread) {
			const journey = this.journeys.get(entry.wamid);
			if (entry.status === "accepted") this.report(journey, "sent");
			if (!customer.blocksUs) this.report(journey, "read");
		}
		return unread.length;
	}
	clear() {
		this.journeys.clear();
	}
	report(journey, name, code) {
		const { world } = this;
		const { customer, number, entry } = journey;
		const hasMoved = world.log.advance(entry, name);
		if (code !== void 0) entry.errorCode = code;
		if (hasMoved) world.show(customer, "status", {
			wamid: entry.wamid,
			status: name,
			errorCode: code
		});
		const isFailure = name === "failed";
		const showsUserId = customer.sharesUserId && !(isFailure && journey.byPhone);
		world.webhooks.add({
			field: "messages",
			number,
			...isFailure ? {} : { contact: customer.contact(name !== "sent") },
			status: {
				id: entry.wamid,
				status: name,
				timestamp: world.clock.stamp(),
				...customer.waId || journey.byPhone ? { recipient_id: customer.waId ?? customer.phone } : {},
				...showsUserId ? { recipient_user_id: customer.userId } : {},
				...journey.opaque === void 0 ? {} : { biz_opaque_callback_data: journey.opaque },
				...name === "sent" && journey.content.type !== "reaction" ? { pricing: this.price(journey) } : {},
				...isFailure ? { errors: [statusError(code ?? 131e3)] } : {}
			}
		});
	}
	price({ number, category }) {
		const month = new Date(this.world.clock.now()).toISOString().slice(0, 7);
		const used = number.freeUsed.get(month) ?? 0;
		const isFree = category === "service" && used < (this.world.options.freeServiceMessages ?? 1e3);
		if (category === "service") number.freeUsed.set(month, used + 1);
		return {
			billable: !isFree,
			pricing_model: "PMP",
			type: isFree ? "free_customer_service" : "regular",
			category
		};
	}
};
const metaTitles = {
	130472: "User's number is part of an experiment",
	131026: "Message undeliverable",
	131047: "Re-engagement message",
	131048: "Spam rate limit hit",
	131049: "This message was not delivered to maintain healthy ecosystem engagement.",
	131050: "User has stopped receiving marketing messages",
	131053: "Media upload error"
};
function statusError(code) {
	const title = metaTitles[code] ?? explainError(code).meaning;
	return {
		code,
		title,
		message: title,
		error_data: { details: explainError(code).meaning },
		href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
	};
}
// libs/cloud-api/src/fake/conversation-log.ts
const KEPT_ATTENDED = 500;
const KEPT$1 = 20;
const rank = {
	accepted: 0,
	sent: 1,
	delivered: 2,
	read: 3,
	played: 4,
	failed: 5
};
/** The chats of all customers, each cut to its newest messages. */
var ConversationLog = class {
	constructor() {
		this.byWamid = /* @__PURE__ */ new Map();
	}
	add(customer, entry) {
		customer.log.push(entry);
		customer.activeAt = entry.at;
		this.byWamid.set(entry.wamid, {
			customer,
			entry
		});
		const kept = customer.attended ? KEPT_ATTENDED : KEPT$1;
		if (customer.log.length > kept) {
			const [old] = customer.log.splice(0, 1);
			this.byWamid.delete(old.wamid);
		}
	}
	find(wamid) {
		return this.byWamid.get(wamid);
	}
	/** False when the message has already come further. */
	advance(entry, status) {
		if (rank[status] <= rank[entry.status]) return false;
		entry.status = status;
		return true;
	}
	react(wamid, by, emoji) {
		const entry = this.byWamid.get(wamid)?.entry;
		if (!entry) return void 0;
		const { [by]: _, ...others } = entry.reactions ?? {};
		entry.reactions = emoji ? {
			...others,
			[by]: emoji
		} : others;
		return entry;
	}
	clear() {
		this.byWamid.clear();
	}
};
// libs/cloud-api/src/fake/event-ring.ts
const KEPT = 1e3;
const MAX_BUFFERED = 1048576;
/** What happened lately, for pages that listen; a page that comes back gets what it missed. */
var EventRing = class {
	constructor() {
		this.kept = [];
		this.listeners = /* @__PURE__ */ new Set();
		this.counter = Date.now();
	}
	emit(type, data) {
		this.counter += 1;
		const event = {
			id: this.counter,
			type,
			data
		};
		this.kept.push(event);
		if (this.kept.length > KEPT) this.kept.shift();
		if (this.listeners.size === 0) return;
		const text = frame(event);
		for (const listener of this.listeners) if (listener.writableLength > MAX_BUFFERED) listener.destroy();
		else listener.write(text);
	}
	listen(request, response) {
		response.writeHead(200, {
			"content-type": "text/event-stream",
			"cache-control": "no-store",
			"x-accel-buffering": "no"
		});
		const last = Number(request.headers["last-event-id"] ?? 0);
		const oldest = this.kept[0]?.id ?? this.counter + 1;
		if (last > 0 && last < oldest - 1) response.write(frame({
			id: this.counter,
			type: "reset",
			data: {}
		}));
		else if (last > 0) {
			for (const event of this.kept) if (event.id > last) response.write(frame(event));
		}
		response.write(`id: ${this.counter}\nevent: hello\ndata: {}\n\n`);
		this.listeners.add(response);
		this.heartbeat ??= setInterval(() => {
			for (const listener of this.listeners) listener.write(": still here\n\n");
		}, 15e3);
		response.on("close", () => {
			this.listeners.delete(response);
			if (this.listeners.size > 0) return;
			clearInterval(this.heartbeat);
			this.heartbeat = void 0;
		});
	}
	close() {
		clearInterval(this.heartbeat);
		for (const listener of this.listeners) listener.end();
		this.listeners.clear();
	}
};
const frame = ({ id, type, data }) => `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
// libs/cloud-api/src/fake/faults.ts
/** Happens to the next so many, then to this percentage. */
const chanceSchema = z.object({
	next: z.int().min(0).default(0),
	percent: z.number().min(0).max(100).default(0)
});
const failureSchema = chanceSchema.extend({
	code: z.int().default(131e3),
	httpStatus: z.int().min(400).max(599).default(500),
	message: z.string().optional(),
	/** Without: an answer that is not a Graph error, as of a broken proxy. */
	graphBody: z.boolean().default(true)
});
/** What can be made to go wrong; everything off by default. */
const faultsSchema = z.object({
	/** Which calls the following six strike. */
	endpoints: z.enum([
		"messages",
		"media",
		"all"
	]).default("messages"),
	failures: failureSchema.prefault({}),
	latencyMs: z.number().min(0).max(6e5).default(0),
	resetBeforeReading: chanceSchema.prefault({}),
	cutAfterAccept: chanceSchema.prefault({}),
	hang: chanceSchema.prefault({}),
	/** Until this real time (ms) sends are answered with `rateLimitCode`. */
	rateLimitedUntil: z.number().default(0),
	rateLimitCode: z.int().default(80007),
	/** Shorthand for `rateLimitedUntil`, from now. */
	rateLimitSeconds: z.number().min(0).optional(),
	tokenExpired: z.boolean().default(false),
	/** Templates are answered with `held_for_quality_assessment`. */
	holdTemplates: z.boolean().default(false),
	webhooks: z.object({
		paused: z.boolean().default(false),
		dropPercent: z.number().min(0).max(100).default(0),
		/** Extra copies of every item. */
		duplicates: z.int().min(0).max(100).default(0),
		shuffle: z.boolean().default(false),
		delayMs: z.number().min(0).default(0)
	}).prefault({})
});
/** The switches; `happens` uses up one of the counted ones. */
var FaultSwitches = class {
	constructor() {
		this.state = faultsSchema.parse({});
	}
	/** Changes what is given and leaves the rest; throws a ZodError that names the field. */
	set(patch) {
		const merged = { ...this.state };
		for (const [key, value] of Object.entries(patch)) {
			const before = merged[key];
			merged[key] = typeof value === "object" && value !== null ? {
				...before,
				...value
			} : value;
		}
		const { rateLimitSeconds, ...state } = faultsSchema.parse(merged);
		this.state = rateLimitSeconds === void 0 ? state : {
			...state,
			rateLimitedUntil: Date.now() + rateLimitSeconds * 1e3
		};
		return this.state;
	}
	clear() {
		this.state = faultsSchema.parse({});
	}
	happens(chance) {
		if (chance.next > 0) {
			chance.next -= 1;
			return true;
		}
		return chance.percent > 0 && Math.random() * 100 < chance.percent;
	}
};
// libs/cloud-api/src/fake/media-store.ts
const DAY$1 = 864e5;
const URL_LIFE = 3e5;
const MAX_BYTES = 268435456;
/** Files that were uploaded or sent by customers, with Meta's lifetimes. */
var MediaStore = class {
	constructor(clock) {
		this.clock = clock;
		this.files = /* @__PURE__ */ new Map();
		this.urls = /* @__PURE__ */ new Map();
		this.bytes = 0;
		this.counter = Date.now();
	}
	/** Uploads live 30 days, customers' files 7. */
	add(data, mimeType, options) {
		this.counter += 1;
		const media = {
			id: String(this.counter),
			data,
			mimeType,
			sha256: createHash("sha256").update(data).digest("base64"),
			expiresAt: this.clock.now() + options.days * DAY$1,
			...options.filename ? { filename: options.filename } : {}
		};
		this.files.set(media.id, media);
		this.bytes += data.length;
		for (const [id, old] of this.files) {
			if (this.bytes <= MAX_BYTES || id === media.id) break;
			this.delete(old.id);
		}
		return media;
	}
	get(id) {
		const media = this.files.get(id);
		return media && media.expiresAt > this.clock.now() ? media : void 0;
	}
	require(id) {
		const media = this.get(id);
		if (!media) throw new GraphError(100, 400, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`);
		return media;
	}
	/** A path that works for five minutes. */
	link(media) {
		const token = randomBytes(18).toString("base64url");
		this.urls.set(token, {
			id: media.id,
			expiresAt: this.clock.now() + URL_LIFE
		});
		if (this.urls.size > 1e4) this.urls.delete(this.urls.keys().next().value);
		return `/whatsapp_business/attachments/?mid=${media.id}&token=${token}`;
	}
	open(token) {
		const url = this.urls.get(token);
		return url && url.expiresAt > this.clock.now() ? this.get(url.id) : void 0;
	}
	delete(id) {
		const media = this.files.get(id);
		if (!media) return false;
		this.bytes -= media.data.length;
		return this.files.delete(id);
	}
	clear() {
		this.files.clear();
		this.urls.clear();
		this.bytes = 0;
	}
};
// libs/cloud-api/src/fake/options.ts
const defaultStatuses = {
	auto: true,
	sentMs: [20, 80],
	deliveredMs: [60, 300],
	readMs: [400, 2e3],
	skipDelivered: false
};
const defaultEnforce = {
	window: true,
	pairRate: "burst",
	throughput: true,
	tier: true,
	marketingPerDay: 0
};
const defaultWebhooks = {
	batchSize: 100,
	gatherMs: 5,
	concurrency: 16,
	retryMs: 500,
	retryCapMs: 6e4,
	timeoutMs: 2e4
};
// libs/cloud-api/src/fake/rates.ts
const SECOND = 1e3;
/** Times of the last second in a growing ring: counting one more costs the same however many there are. */
var SlidingSecond = class {
	constructor() {
		this.times = /* @__PURE__ */ new Float64Array(1024);
		this.head = 0;
		this.size = 0;
		this.max = 0;
	}
	/** How many fell into the second before `now`. */
	count(now) {
		while (this.size > 0 && this.times[this.head] <= now - SECOND) {
			this.head = (this.head + 1) % this.times.length;
			this.size -= 1;
		}
		return this.size;
	}
	add(now) {
		this.count(now);
		if (this.size === this.times.length) this.grow();
		this.times[(this.head + this.size) % this.times.length] = now;
		this.size += 1;
		if (this.size > this.max) this.max = this.size;
	}
	clear() {
		this.head = 0;
		this.size = 0;
		this.max = 0;
	}
	grow() {
		const bigger = new Float64Array(this.times.length * 2);
		for (let i = 0; i < this.size; i += 1) bigger[i] = this.times[(this.head + i) % this.times.length];
		this.times = bigger;
		this.head = 0;
	}
};
/** What one number may send in any second, and the most that was ever tried and accepted in one. */
var Throughput = class {
	constructor(limit) {
		this.limit = limit;
		this.tried = new SlidingSecond();
		this.accepted = new SlidingSecond();
	}
	/** False when this send would be one too many. */
	take(enforced, now = performance.now()) {
		this.tried.add(now);
		if (enforced && this.accepted.count(now) >= this.limit) return false;
		this.accepted.add(now);
		return true;
	}
	get maxTried() {
		return this.tried.max;
	}
	get maxAccepted() {
		return this.accepted.max;
	}
	clear() {
		this.tried.clear();
		this.accepted.clear();
	}
};
const PAIR_INTERVAL = 6 * SECOND;
/** One message per 6 s from a number to a customer, with bursts borrowed from the future. */
var PairRate = class {
	constructor() {
		this.pairs = /* @__PURE__ */ new Map();
	}
	take(pair, now, mode) {
		if (mode === "off") return true;
		const state = this.pairs.get(pair);
		if (!state || now >= state.paidAt) {
			this.pairs.set(pair, {
				paidAt: now + PAIR_INTERVAL,
				burstAt: now
			});
			if (this.pairs.size > 2e5) this.forget(now);
			return true;
		}
		if (state.paidAt - now > 44 * PAIR_INTERVAL || mode === "strict" && now - state.burstAt > PAIR_INTERVAL) return false;
		state.paidAt += PAIR_INTERVAL;
		return true;
	}
	clear() {
		this.pairs.clear();
	}
	forget(now) {
		for (const [pair, state] of this.pairs) if (state.paidAt <= now) this.pairs.delete(pair);
	}
};
const DAY = 86400 * SECOND;
const tierSizes = {
	TIER_50: 50,
	TIER_250: 250,
	TIER_2K: 2e3,
	TIER_10K: 1e4,
	TIER_100K: 1e5,
	UNLIMITED: Infinity
};
/** Different customers written to outside their window within 24 hours. */
var DailyTier = class {
	constructor() {
		this.reached = /* @__PURE__ */ new Map();
	}
	take(customerId, now, tier) {
		if (tier === "UNLIMITED") return true;
		const at = this.reached.get(customerId);
		if (at !== void 0 && at > now - DAY) return true;
		for (const [id, time] of this.reached) {
			if (time > now - DAY) break;
			this.reached.delete(id);
		}
		if (this.reached.size >= tierSizes[tier]) return false;
		this.reached.delete(customerId);
		this.reached.set(customerId, now);
		return true;
	}
	clear() {
		this.reached.clear();
	}
};
/** Marketing templates per customer within 24 hours. */
var MarketingCap = class {
	constructor() {
		this.sent = /* @__PURE__ */ new Map();
	}
	take(customerId, now, perDay) {
		if (perDay <= 0) return true;
		const recent = (this.sent.get(customerId) ?? []).filter((at) => at > now - DAY);
		if (recent.length >= perDay) return false;
		this.sent.set(customerId, [...recent, now]);
		return true;
	}
	clear() {
		this.sent.clear();
	}
};
// libs/cloud-api/src/content/account-template.ts
const text = z.string();
const maybe = z.string().nullish().transform((value) => value ?? void 0).optional();
const buttonSchema = z.looseObject({
	type: text,
	text: maybe,
	url: maybe,
	phone_number: maybe,
	example: z.unknown().optional(),
	otp_type: maybe
});
const plainComponentSchema = z.looseObject({
	type: text,
	format: maybe,
	text: maybe,
	buttons: z.array(buttonSchema).optional(),
	add_security_recommendation: z.boolean().optional(),
	code_expiration_minutes: z.number().optional(),
	limited_time_offer: z.looseObject({
		text: maybe,
		has_expiration: z.boolean().optional()
	}).optional()
});
const componentSchema = plainComponentSchema.extend({ cards: z.array(z.looseObject({ components: z.array(plainComponentSchema) })).optional() });
/** A template as the account lists it, with the components that make it. */
const accountTemplateSchema = z.object({
	id: z.union([text, z.number()]).transform(String),
	name: text,
	language: text,
	status: text,
	category: text,
	previous_category: maybe,
	parameter_format: text.nullish().transform((value) => value?.toUpperCase() === "NAMED" ? "NAMED" : "POSITIONAL"),
	quality_score: z.looseObject({ score: maybe }).nullish().transform((value) => value?.score),
	rejected_reason: maybe,
	components: z.array(componentSchema).default([])
});
// libs/cloud-api/src/fake/template-store.ts
const HOUR = 36e5;
/** The templates of the account and their life: review, quality, pauses, categories. */
var TemplateStore = class {
	constructor(clock, timeline, announce) {
		this.clock = clock;
		this.timeline = timeline;
		this.announce = announce;
		this.templates = /* @__PURE__ */ new Map();
	}
	add(from) {
		const id = from.id ?? idFor(`${from.name}|${from.language}`);
		const template = {
			...accountTemplateSchema.parse({
				id,
				name: from.name,
				language: from.language,
				status: from.status ?? "APPROVED",
				category: from.category,
				parameter_format: from.parameterFormat ?? "POSITIONAL",
				rejected_reason: from.rejectedReason ?? "NONE",
				quality_score: { score: "UNKNOWN" },
				components: from.components
			}),
			pauses: 0
		};
		this.templates.set(id, template);
		return template;
	}
	/** Takes a creation request as Meta does; the review comes later. */
	create(body) {
		const name = String(body.name ?? "");
		const language = String(body.language ?? "");
		if (!/^[a-z0-9_]{1,512}$/.test(name)) throw new GraphError(100, 400, "(#100) Invalid parameter", "name");
		if (!language) throw new GraphError(100, 400, "(#100) Invalid parameter", "language");
		if (![
			"MARKETING",
			"UTILITY",
			"AUTHENTICATION"
		].includes(String(body.category))) throw new GraphError(100, 400, "(#100) Invalid parameter", "category");
		if (this.find(name, language)) throw new GraphError(100, 400, "(#100) Invalid parameter", "There is already content in this language for this template");
		const components = Array.isArray(body.components) ? body.components : [];
		checkComponents(components, String(body.category));
		return this.add({
			name,
			language,
			category: body.category,
			status: "PENDING",
			parameterFormat: String(body.parameter_format ?? "").toUpperCase() === "NAMED" ? "NAMED" : "POSITIONAL",
			components
		});
	}
	get(id) {
		return this.templates.get(id);
	}
	find(name, language) {
		const template = this.templates.get(idFor(`${name}|${language}`));
		if (template?.name === name && template.language === language) return template;
		return [...this.templates.values()].find((other) => other.name === name && other.language === language);
	}
	list() {
		return [...this.templates.values()];
	}
	remove(template) {
		this.templates.delete(template.id);
		this.tell(template, "DELETED");
	}
	clear() {
		this.templates.clear();
	}
	setStatus(template, status, reason = "NONE") {
		template.status = status;
		template.rejected_reason = reason;
		if (status !== "PAUSED") delete template.pausedUntil;
		this.tell(template, status, { reason });
	}
	/** Low quality pauses for three hours, then six, then for good. */
	pause(template) {
		template.pauses += 1;
		if (template.pauses > 2) {
			this.setStatus(template, "DISABLED");
			return;
		}
		const [title, hours] = template.pauses === 1 ? ["FIRST_PAUSE", 3] : ["SECOND_PAUSE", 6];
		template.status = "PAUSED";
		template.pausedUntil = this.clock.now() + Number(hours) * HOUR;
		this.tell(template, "PAUSED", { other_info: {
			title,
			description: `Your template has been paused for ${hours} hours because of low quality.`
		} });
	}
	unpause(template) {
		delete template.pausedUntil;
		template.status = "APPROVED";
		this.tell(template, "APPROVED", { other_info: {
			title: "UNPAUSED",
			description: "Your template can be sent again."
		} });
	}
	setQuality(template, score) {
		const previous = template.quality_score ?? "UNKNOWN";
		template.quality_score = score;
		this.announce("message_template_quality_update", {
			previous_quality_score: previous,
			new_quality_score: score,
			...reference(template)
		});
		if (score === "RED") this.pause(template);
	}
	/** With `noticeHours` the change is only announced. */
	setCategory(template, category, noticeHours = 0) {
		const previous = template.category;
		if (noticeHours > 0) {
			this.announce("template_category_update", {
				...reference(template),
				new_category: previous,
				correct_category: category,
				category_update_timestamp: Math.floor((this.clock.now() + noticeHours * HOUR) / 1e3)
			});
			return;
		}
		template.category = category;
		template.previous_category = previous;
		this.announce("template_category_update", {
			...reference(template),
			previous_category: previous,
			new_category: category
		});
	}
	/** Replaces the components and sends the template to review again. */
	edit(template, components) {
		if (![
			"APPROVED",
			"REJECTED",
			"PAUSED"
		].includes(template.status)) throw new GraphError(100, 400, "(#100) Invalid parameter", `A template that is ${template.status} cannot be edited`);
		checkComponents(components, template.category);
		const { components: parsed } = accountTemplateSchema.parse({
			...template,
			quality_score: null,
			components
		});
		template.components = parsed;
		template.status = "PENDING";
		const body = parsed.find((component) => component.type.toUpperCase() === "BODY");
		this.announce("message_template_components_update", {
			...reference(template),
			message_template_element: body?.text
		});
		this.timeline.after(50, () => this.tell(template, "PENDING"));
	}
	/** Ends the pauses whose time has come. */
	wake() {
		for (const template of this.templates.values()) if (template.pausedUntil !== void 0 && template.pausedUntil <= this.clock.now()) this.unpause(template);
	}
	tell(template, event, more = {}) {
		this.announce("message_template_status_update", {
			event,
			...reference(template),
			reason: "NONE",
			message_template_category: template.category,
			...more
		});
	}
};
const idFor = (seed) => createHash("sha256").update(seed).digest().readBigUInt64BE(0).toString().slice(0, 15);
const reference = (template) => ({
	message_template_id: Number(template.id),
	message_template_name: template.name,
	message_template_language: template.language.replace("_", "-")
});
function checkComponents(components, category) {
	const body = components.find((component) => String(component.type).toUpperCase() === "BODY");
	if (!body) throw new GraphError(100, 400, "(#100) Invalid parameter", "A template needs a BODY");
	const text = String(body.text ?? "");
	if (category !== "AUTHENTICATION" && !text) throw new GraphError(2388072, 400, "Message template body is not valid");
	if (text.length > 1024) throw new GraphError(2388040, 400, "The body is longer than 1024 characters");
	if (/^\s*\{\{[^}]*\}\}|\{\{[^}]*\}\}\s*$/.test(text)) throw new GraphError(2388299, 400, "Variables can't be at the start or end of the template");
	const variables = templateVariables(text).length;
	const wordCount = text.split(/\s+/).filter((word) => !word.includes("{{")).length;
	if (variables > 0 && wordCount < variables * 2) throw new GraphError(2388293, 400, "This template has too many variables for its length");
}
// libs/cloud-api/src/webhook/signature.ts
/** The value of `X-Hub-Signature-256` for a body. */
function sign(rawBody, appSecret) {
	return `sha256=${createHmac("sha256", appSecret).update(rawBody).digest("hex")}`;
}
// libs/cloud-api/src/client/exchange.ts
const MAX_ANSWER_BYTES = 8388608;
const failure = (code, message) => Object.assign(new Error(message), { code });
function parse(body) {
	if (body.length === 0) return void 0;
	const text = body.toString("utf8");
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
/**
* One request on the dispatcher, below undici's `request`, because only here is it known whether the
* request had been handed to a connected socket: a failure before that is certain not to have been sent.
*/
function exchange(dispatcher, request) {
	return new Promise((resolve) => {
		let begun = false;
		let settled = false;
		let status = 0;
		let headers = {};
		let size = 0;
		let abort;
		const chunks = [];
		const settle = (result) => {
			if (settled) return;
			settled = true;
			clearTimeout(timer);
			resolve(result);
		};
		const stop = (error) => {
			settle({
				kind: "broken",
				error,
				begun
			});
			abort?.(error);
		};
		const timer = setTimeout(() => stop(failure("TIMEOUT", `no answer within ${request.timeoutMs} ms`)), request.timeoutMs);
		const { timeoutMs: _, ...options } = request;
		try {
			dispatcher.dispatch({
				...options,
				headersTimeout: 0,
				bodyTimeout: 0
			}, {
				onRequestStart(controller) {
					if (settled) return controller.abort(failure("TIMEOUT", "given up while waiting for a connection"));
					begun = true;
					abort = (reason) => controller.abort(reason);
				},
				onResponseStart(_controller, statusCode, answerHeaders) {
					if (statusCode < 200) return;
					status = statusCode;
					headers = answerHeaders;
				},
				onResponseData(controller, chunk) {
					size += chunk.length;
					if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
					else controller.abort(failure("ANSWER_TOO_LARGE", `answer over ${MAX_ANSWER_BYTES} bytes`));
				},
				onResponseEnd() {
					settle({
						kind: "answered",
						status,
						headers,
						body: parse(Buffer.concat(chunks))
					});
				},
				onResponseError(_controller, error) {
					settle({
						kind: "broken",
						error,
						begun
					});
				}
			});
		} catch (error) {
			settle({
				kind: "broken",
				error: error instanceof Error ? error : new Error(String(error)),
				begun
			});
		}
	});
}
// libs/cloud-api/src/fake/webhook-sender.ts
const MAX_ITEMS = 3e5;
const MAX_POSTS = 2e4;
/** Meta writes webhooks in plain ASCII with escaped slashes, so that re-serialising them breaks the signature. */
const asMetaWrites = (json) => json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).replaceAll("/", "\\/");
function shuffle(items) {
	for (let i = items.length - 1; i > 0; i -= 1) {
		const j = Math.floor(Math.random() * (i + 1));
		[items[i], items[j]] = [items[j], items[i]];
	}
}
/** Batches, signs and posts webhooks, and repeats each until it is answered with 200. */
var WebhookSender = class {
	constructor(settings, options, clock, timeline, faults) {
		this.settings = settings;
		this.options = options;
		this.clock = clock;
		this.timeline = timeline;
		this.faults = faults;
		this.items = [];
		this.posts = [];
		this.gathering = false;
		this.inFlight = 0;
		this.retrying = 0;
		this.agent = new Agent({
			connections: 32,
			pipelining: 1,
			connect: { timeout: 5e3 }
		});
		this.closed = false;
		this.delivered = 0;
		this.failedPosts = 0;
		this.dropped = 0;
	}
	add(item) {
		if (!this.settings.url || this.closed) return;
		const { dropPercent, duplicates } = this.faults.state.webhooks;
		for (let copy = 0; copy <= duplicates; copy += 1) if (dropPercent > 0 && Math.random() * 100 < dropPercent || this.items.length >= MAX_ITEMS) this.dropped += 1;
		else this.items.push(item);
		this.gather();
	}
	/** Everything said so far has been answered with 200. */
	get isSettled() {
		return this.items.length + this.posts.length + this.inFlight + this.retrying === 0;
	}
	state() {
		return {
			url: this.settings.url,
			waitingItems: this.items.length,
			waitingPosts: this.posts.length,
			retrying: this.retrying,
			inFlight: this.inFlight,
			delivered: this.delivered,
			failedPosts: this.failedPosts,
			dropped: this.dropped,
			lastAnswer: this.lastAnswer
		};
	}
	/** After a pause is lifted. */
	resume() {
		this.gather();
		this.pump();
	}
	clear() {
		this.items = [];
		this.posts.length = 0;
		this.retrying = 0;
		this.delivered = 0;
		this.failedPosts = 0;
		this.dropped = 0;
		this.lastAnswer = void 0;
	}
	async close() {
		this.closed = true;
		this.clear();
		await this.agent.destroy();
	}
	gather() {
		if (this.gathering || this.items.length === 0) return;
		this.gathering = true;
		const wait = Math.max(this.options.gatherMs, this.faults.state.webhooks.delayMs);
		this.timeline.after(wait, () => {
			this.gathering = false;
			if (this.faults.state.webhooks.paused) return;
			if (this.faults.state.webhooks.shuffle) shuffle(this.items);
			while (this.items.length > 0 && this.posts.length < this.options.concurrency * 2) this.enqueue(this.items.splice(0, this.options.batchSize));
			this.pump();
			this.gather();
		});
	}
	enqueue(items) {
		const body = Buffer.from(asMetaWrites(JSON.stringify(this.envelope(items))));
		if (this.posts.length >= MAX_POSTS) this.posts.shift();
		this.posts.push({
			body,
			signature: sign(body, this.settings.appSecret),
			items: items.length,
			attempts: 0
		});
	}
	envelope(items) {
		const changes = /* @__PURE__ */ new Map();
		let isNotice = false;
		items.forEach((item, index) => {
			if (!item.message && !item.status && !item.error) {
				isNotice ||= !item.number;
				changes.set(String(index), {
					field: item.field,
					value: {
						...metadata(item),
						...item.value
					}
				});
				return;
			}
			const list = item.message ? "messages" : item.status ? "statuses" : "errors";
			const key = `${item.field}|${item.number?.phoneNumberId}|${list}`;
			let change = changes.get(key);
			if (!change) {
				change = {
					field: item.field,
					value: {
						...metadata(item),
						[list]: []
					}
				};
				changes.set(key, change);
			}
			change.value[list].push(item.message ?? item.status ?? item.error);
			if (item.contact) addContact(change.value, item.contact);
		});
		return {
			object: "whatsapp_business_account",
			entry: [{
				id: this.settings.wabaId,
				...isNotice ? { time: Math.floor(this.clock.now() / 1e3) } : {},
				changes: [...changes.values()]
			}]
		};
	}
	pump() {
		while (this.inFlight < this.options.concurrency && this.posts.length > 0 && !this.faults.state.webhooks.paused) this.post(this.posts.shift());
	}
	async post(post) {
		this.inFlight += 1;
		post.attempts += 1;
		const url = new URL(this.settings.url);
		const started = performance.now();
		const result = await exchange(this.agent, {
			origin: url.origin,
			path: url.pathname + url.search,
			method: "POST",
			headers: {
				"content-type": "application/json",
				"x-hub-signature-256": post.signature,
				"user-agent": "facebookexternalua"
			},
			body: post.body,
			timeoutMs: this.options.timeoutMs
		});
		this.inFlight -= 1;
		if (this.closed) return;
		const answer = {
			...result.kind === "answered" ? { status: result.status } : { error: result.error.code ?? result.error.message },
			items: post.items,
			attempt: post.attempts,
			tookMs: Math.round(performance.now() - started),
			at: Date.now()
		};
		this.lastAnswer = answer;
		if (answer.status === 200) this.delivered += post.items;
		else this.again(post);
		this.onAnswer?.(answer);
		this.gather();
		this.pump();
	}
	again(post) {
		this.failedPosts += 1;
		this.retrying += 1;
		const wait = post.attempts === 1 ? 0 : this.options.retryMs * 2 ** (post.attempts - 2);
		this.timeline.after(Math.min(wait, this.options.retryCapMs), () => {
			this.retrying = Math.max(0, this.retrying - 1);
			this.posts.push(post);
			this.pump();
		});
	}
};
const metadata = ({ number }) => number ? {
	messaging_product: "whatsapp",
	metadata: {
		display_phone_number: number.displayPhoneNumber.replace(/\D/g, ""),
		phone_number_id: number.phoneNumberId
	}
} : {};
function addContact(value, contact) {
	const contacts = value.contacts ??= [];
	const isSame = (other) => other.user_id === contact.user_id && other.wa_id === contact.wa_id;
	if (!contacts.slice(-50).some(isSame)) contacts.push(contact);
}
// libs/cloud-api/src/fake/world.ts
const WINDOW = 864e5;
/** Everything that the fake knows; the request handlers work on it. */
var World = class {
	constructor(options) {
		this.options = options;
		this.clock = new Clock();
		this.timeline = new Timeline();
		this.faults = new FaultSwitches();
		this.events = new EventRing();
		this.log = new ConversationLog();
		this.pairs = new PairRate();
		this.daily = new DailyTier();
		this.marketing = new MarketingCap();
		this.numbers = /* @__PURE__ */ new Map();
		this.subscribed = true;
		this.run = randomBytes(6).toString("hex");
		this.counter = 0;
		this.statuses = {
			...defaultStatuses,
			...options.statuses
		};
		this.enforce = {
			...defaultEnforce,
			...options.enforce
		};
		this.customers = new Customers(options.wabaId);
		this.ledger = new Ledger(options.ledgerLimit ?? 25e4);
		this.media = new MediaStore(this.clock);
		this.webhooks = new WebhookSender({
			url: options.webhookUrl,
			appSecret: options.appSecret,
			wabaId: options.wabaId
		}, {
			...defaultWebhooks,
			...options.webhooks
		}, this.clock, this.timeline, this.faults);
		this.templates = new TemplateStore(this.clock, this.timeline, (field, value) => {
			this.webhooks.add({
				field,
				value
			});
			this.events.emit("template", {
				field,
				value
			});
		});
		for (const number of options.numbers) this.numbers.set(number.phoneNumberId, {
			...number,
			tier: number.tier ?? "UNLIMITED",
			rate: new Throughput(number.throughput ?? 80),
			profile: {
				about: number.verifiedName,
				vertical: "RETAIL",
				websites: []
			},
			registered: true,
			quality: "GREEN",
			freeUsed: /* @__PURE__ */ new Map()
		});
		this.furnish();
	}
	/** Unique over restarts, in Meta's form. */
	newWamid() {
		this.counter += 1;
		return `wamid.HBgM${Buffer.from(`${this.run}${this.counter.toString(36).padStart(8, "0")}`).toString("base64")}`;
	}
	firstNumber() {
		return this.numbers.values().next().value;
	}
	isWindowOpen(customer, phoneNumberId) {
		const wroteAt = customer.wroteAt.get(phoneNumberId);
		return wroteAt !== void 0 && wroteAt + WINDOW > this.clock.now();
	}
	/** Tells pages that listen; crowds that nobody plays are left out, or a campaign would flood them. */
	show(customer, type, data) {
		if (customer.attended) this.events.emit(type, {
			customerId: customer.id,
			...data
		});
	}
	record(customer, entry) {
		this.log.add(customer, entry);
		this.show(customer, "message", { entry });
	}
	/** Back to the start, as if the fake had just been started. */
	reset() {
		this.timeline.clear();
		this.clock.offsetMs = 0;
		this.faults.clear();
		this.customers.clear();
		this.ledger.clear();
		this.log.clear();
		this.media.clear();
		this.templates.clear();
		this.webhooks.clear();
		this.pairs.clear();
		this.daily.clear();
		this.marketing.clear();
		this.statuses = {
			...defaultStatuses,
			...this.options.statuses
		};
		this.enforce = {
			...defaultEnforce,
			...this.options.enforce
		};
		for (const number of this.numbers.values()) {
			number.rate.clear();
			number.freeUsed.clear();
		}
		this.furnish();
		this.events.emit("reset", {});
	}
	furnish() {
		for (const template of this.options.templates ?? []) this.templates.add(template);
		for (const customer of this.options.customers ?? []) this.customers.create(customer);
	}
};
// libs/cloud-api/src/fake/start.ts
/**
* Starts a server that behaves as Meta's Cloud API does: it answers, keeps a ledger of every accepted send,
* and tells what happens by signed webhooks that it repeats until they are answered with 200.
*/
async function startFakeCloudApi(options) {
	if (options.numbers.length === 0) throw new Error("The fake needs at least one number");
	const world = new World(options);
	const statuses = new Statuses(world);
	const control = new FakeControl(world, statuses);
	const graph = new GraphRoutes(world, statuses);
	const routes = new ControlRoutes(world, control);
	world.webhooks.onAnswer = reportWebhooks(world);
	const server = createServer({ keepAliveTimeout: 3e4 }, (request, response) => {
		response.on("error", () => void 0);
		if (graph.handle(request, response) || routes.handle(request, response)) return;
		if (options.fallback) options.fallback(request, response);
		else response.writeHead(404).end();
	});
	const host = options.host ?? "127.0.0.1";
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, host, resolve);
	});
	const { port } = server.address();
	return {
		url: `http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}`,
		port,
		ledger: world.ledger,
		control,
		async close() {
			world.timeline.clear();
			world.events.close();
			await world.webhooks.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
const REPORT_EVERY_MS = 500;
/** Pages see the delivery state at most twice a second, whatever the load. */
function reportWebhooks(world) {
	let reportedAt = 0;
	return () => {
		if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
		reportedAt = Date.now();
		world.timeline.after(REPORT_EVERY_MS, () => world.events.emit("webhooks", world.webhooks.state()));
	};
}
const fake = await startFakeCloudApi(JSON.parse(process.env["FAKE_OPTIONS"] ?? "{}"));
process.once("SIGTERM", () => void fake.close().then(() => process.exit(0)));
export {};
