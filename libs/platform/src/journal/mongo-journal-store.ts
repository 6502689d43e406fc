import mongoose, { Schema, type Connection } from 'mongoose';
import { JournalStore, type JournalEntry } from './journal';

const journalSchema = new Schema<JournalEntry>(
  {
    kind: { type: String, required: true },
    at: { type: Date, required: true, index: true },
    subjectId: { type: String },
    correlationId: { type: String },
    data: { type: Schema.Types.Mixed },
  },
  { versionKey: false, minimize: false, collection: 'journal' },
);
journalSchema.index({ subjectId: 1, at: 1 });

const journalModel = (connection: Connection) => connection.model('JournalEntry', journalSchema);

/** Keeps the journal in MongoDB, or in a server that speaks its protocol. */
export class MongoJournalStore extends JournalStore {
  private readonly connection: Connection;
  private readonly entries: ReturnType<typeof journalModel>;

  constructor(url: string) {
    super();
    this.connection = mongoose.createConnection(url, {
      serverSelectionTimeoutMS: 5_000,
      socketTimeoutMS: 10_000,
      // A write fails while the server is away instead of piling up in the driver: the journal has its own bound.
      bufferCommands: false,
      maxPoolSize: 4,
    });
    this.connection.asPromise().catch(() => undefined);
    this.entries = journalModel(this.connection);
  }

  async write(entries: JournalEntry[]): Promise<void> {
    if (this.connection.readyState !== mongoose.ConnectionStates.connected)
      throw new Error('MongoDB is not connected');
    await this.entries.insertMany(entries, { ordered: false, lean: true });
  }

  async prune(before: Date): Promise<void> {
    await this.entries.deleteMany({ at: { $lt: before } });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
