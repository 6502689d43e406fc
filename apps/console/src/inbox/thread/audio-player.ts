import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { playTime } from './bytes';
import { Glyph } from '../../ui/glyph';
import { MediaState } from './media-state';
import type { MessageMedia } from './thread-message';

const SPEEDS = [1, 1.5, 2];
/** Only one voice plays at a time, as in WhatsApp. */
let playing: HTMLAudioElement | undefined;

/** A voice note or a song: play, scrub by pointer or arrows, and speed. */
@Component({
  selector: 'dc-audio-player',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph, MediaState],
  template: `
    @if (source(); as url) {
      <audio
        #audio
        [src]="url"
        preload="metadata"
        (loadedmetadata)="duration.set(audio.duration)"
        (durationchange)="duration.set(audio.duration)"
        (timeupdate)="position.set(audio.currentTime)"
        (play)="onPlay(audio)"
        (pause)="isPlaying.set(false)"
        (ended)="position.set(0)"
        (error)="isBroken.set(true)"
      ></audio>
      <button
        type="button"
        class="icon-button play"
        [attr.aria-label]="isPlaying() ? 'Pause' : 'Play ' + name()"
        (click)="toggle()"
      >
        <dc-glyph [name]="isPlaying() ? 'pause' : 'play'" />
      </button>
      <div class="track">
        <input
          type="range"
          min="0"
          [max]="length()"
          step="0.1"
          [value]="position()"
          [style.--done]="done()"
          [attr.aria-label]="'Position in ' + name()"
          [attr.aria-valuetext]="spoken()"
          (input)="seek($event)"
        />
        <span class="times numbers">
          @if (media().isVoice) {
            <dc-glyph name="mic" />
          } @else {
            <span class="truncate">{{ media().filename || 'Audio' }}</span>
          }
          <span>{{ clock() }}</span>
        </span>
      </div>
      <button
        type="button"
        class="speed numbers"
        [attr.aria-label]="'Speed ' + speed() + ' times'"
        (click)="faster()"
      >
        {{ speed() }}×
      </button>
    } @else {
      <dc-media-state
        [media]="media()"
        [isFailed]="isFailed()"
        what="audio"
        (again)="refresh.emit()"
      />
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 8px;
      inline-size: 300px;
      max-inline-size: 100%;
    }
    dc-media-state {
      flex: 1;
    }
    .play {
      inline-size: 40px;
      block-size: 40px;
      border-radius: 50%;
      background: var(--accent);
      color: var(--mat-sys-on-primary);
    }
    .play:hover:not(:disabled) {
      background: color-mix(in srgb, var(--accent), var(--mat-sys-on-primary) 14%);
      color: var(--mat-sys-on-primary);
    }
    .track {
      flex: 1;
      min-inline-size: 0;
      padding-block-start: 6px;
    }
    input {
      inline-size: 100%;
      block-size: 16px;
      margin: 0;
      appearance: none;
      background: none;
      cursor: pointer;
    }
    input::-webkit-slider-runnable-track {
      block-size: 4px;
      border-radius: 2px;
      background: linear-gradient(
        to right,
        var(--accent) var(--done),
        color-mix(in srgb, var(--ink) 22%, transparent) var(--done)
      );
    }
    input::-moz-range-track {
      block-size: 4px;
      border-radius: 2px;
      background: linear-gradient(
        to right,
        var(--accent) var(--done),
        color-mix(in srgb, var(--ink) 22%, transparent) var(--done)
      );
    }
    input::-webkit-slider-thumb {
      appearance: none;
      margin-block-start: -4px;
      inline-size: 12px;
      block-size: 12px;
      border-radius: 50%;
      background: var(--accent);
    }
    input::-moz-range-thumb {
      inline-size: 12px;
      block-size: 12px;
      border: 0;
      border-radius: 50%;
      background: var(--accent);
    }
    .times {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: 8px;
      font: var(--text-12);
      color: var(--ink-quiet);
      --glyph-size: 14px;
    }
    .speed {
      min-inline-size: 36px;
      min-block-size: 24px;
      padding: 0 6px;
      border: 0;
      border-radius: 12px;
      background: color-mix(in srgb, var(--ink) 9%, transparent);
      font: var(--text-12);
      font-weight: 600;
      cursor: pointer;
    }
  `,
})
export class AudioPlayer {
  readonly media = input.required<MessageMedia>();
  readonly refresh = output<void>();

  private readonly audio = viewChild<ElementRef<HTMLAudioElement>>('audio');
  protected readonly isPlaying = signal(false);
  protected readonly position = signal(0);
  protected readonly duration = signal(Number.NaN);
  protected readonly speed = signal(SPEEDS[0]!);
  protected readonly isBroken = linkedSignal({
    source: () => this.media().url,
    computation: () => false,
  });
  protected readonly isFailed = computed(
    () => this.isBroken() || this.media().state.toLowerCase() === 'failed',
  );
  protected readonly source = computed(() => (this.isFailed() ? null : this.media().url));
  protected readonly name = computed(() =>
    this.media().isVoice ? 'voice message' : (this.media().filename ?? 'audio'),
  );
  /** Streams have an endless duration until they are read to the end. */
  protected readonly length = computed(() =>
    Number.isFinite(this.duration()) ? this.duration() : 0,
  );
  protected readonly done = computed(
    () => `${this.length() ? (this.position() / this.length()) * 100 : 0}%`,
  );
  protected readonly clock = computed(() => playTime(this.position() || this.length()));
  protected readonly spoken = computed(
    () => `${playTime(this.position())} of ${playTime(this.length())}`,
  );

  protected toggle() {
    const audio = this.audio()?.nativeElement;
    if (!audio) return;
    if (audio.paused) audio.play().catch(() => this.isBroken.set(true));
    else audio.pause();
  }

  protected onPlay(audio: HTMLAudioElement) {
    if (playing !== audio) playing?.pause();
    playing = audio;
    audio.playbackRate = this.speed();
    this.isPlaying.set(true);
  }

  protected seek(event: Event) {
    const at = (event.target as HTMLInputElement).valueAsNumber;
    this.position.set(at);
    const audio = this.audio()?.nativeElement;
    if (audio) audio.currentTime = at;
  }

  protected faster() {
    this.speed.update((speed) => SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]!);
    const audio = this.audio()?.nativeElement;
    if (audio) audio.playbackRate = this.speed();
  }
}
